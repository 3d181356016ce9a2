#include "coordinator/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/metric_family.h>
#include <prometheus/registry.h>

#include <string>
#include <utility>

#include "base/version.h"
#include "coordinator/cluster.h"
#include "coordinator/swarms.h"

namespace midge::coordinator {
namespace {

using prometheus::ClientMetric;
using prometheus::Histogram;
using prometheus::MetricFamily;
using prometheus::MetricType;

const Histogram::BucketBoundaries& Buckets() {
  static const auto* const kBuckets = new Histogram::BucketBoundaries{
      0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};
  return *kBuckets;
}

MetricFamily MakeFamily(std::string name, std::string help, MetricType type) {
  MetricFamily family;
  family.name = "midge_coordinator_" + std::move(name);
  family.help = std::move(help);
  family.type = type;
  return family;
}

void AddValue(MetricFamily& family, double value,
              std::vector<ClientMetric::Label> labels = {}) {
  ClientMetric metric;
  metric.label = std::move(labels);
  if (family.type == MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  family.metric.push_back(std::move(metric));
}

MetricFamily Single(std::string name, std::string help, MetricType type,
                    double value) {
  MetricFamily family = MakeFamily(std::move(name), std::move(help), type);
  AddValue(family, value);
  return family;
}

constexpr SwarmState kSwarmStates[] = {
    SwarmState::kPending, SwarmState::kRunning, SwarmState::kSucceeded,
    SwarmState::kFailed, SwarmState::kKilled};

// Every state has its line, at 0 too: an absent series is no zero to an alert.
template <typename Count>
void AddByState(MetricFamily& family, const std::map<SwarmState, Count>& counts,
                SwarmState first) {
  for (SwarmState state : kSwarmStates) {
    if (state < first) continue;
    auto count = counts.find(state);
    AddValue(family,
             count == counts.end() ? 0 : static_cast<double>(count->second),
             {{"state", std::string(StateName(state))}});
  }
}

// Reads the cluster at each scrape.
class ClusterCollector final : public prometheus::Collectable {
 public:
  explicit ClusterCollector(const Cluster* cluster) : cluster_(cluster) {}

  std::vector<MetricFamily> Collect() const override {
    const Census census = cluster_->Count();
    std::vector<MetricFamily> families;
    AddMembers(census, &families);
    AddSwarms(census, &families);
    families.push_back(
        Single("store_errors_total", "Writes to the database that failed",
               MetricType::Counter, static_cast<double>(census.store_errors)));
    families.push_back(Single("store_unwritten",
                              "Records that wait to be written again",
                              MetricType::Gauge, census.store_unwritten));
    return families;
  }

 private:
  static void AddMembers(const Census& census,
                         std::vector<MetricFamily>* families) {
    MetricFamily members = MakeFamily(
        "members", "Members of the cluster by state", MetricType::Gauge);
    AddValue(members, census.members_live, {{"state", "live"}});
    AddValue(members, census.members_lost, {{"state", "lost"}});
    families->push_back(std::move(members));
    families->push_back(
        Single("members_epoch", "Epoch of the members, one per change",
               MetricType::Gauge, static_cast<double>(census.members_epoch)));
    families->push_back(Single("nodes_lost_total", "Nodes lost since start",
                               MetricType::Counter,
                               static_cast<double>(census.nodes_lost)));
    families->push_back(Single("heartbeats_total", "Heartbeats of live nodes",
                               MetricType::Counter,
                               static_cast<double>(census.heartbeats)));
  }

  static void AddSwarms(const Census& census,
                        std::vector<MetricFamily>* families) {
    MetricFamily swarms =
        MakeFamily("swarms", "Swarms remembered, by state", MetricType::Gauge);
    AddByState(swarms, census.swarms, SwarmState::kPending);
    families->push_back(std::move(swarms));
    MetricFamily ended = MakeFamily("swarms_ended_total",
                                    "Swarms ended since start, by end state",
                                    MetricType::Counter);
    AddByState(ended, census.swarms_ended, SwarmState::kSucceeded);
    families->push_back(std::move(ended));
    families->push_back(Single(
        "swarms_launched_total", "Swarms launched since start",
        MetricType::Counter, static_cast<double>(census.swarms_launched)));
    families->push_back(Single(
        "agents", "Agents alive, as the nodes last reported", MetricType::Gauge,
        static_cast<double>(census.stats.agents_live)));
  }

  const Cluster* const cluster_;
};

}  // namespace

class Metrics::Impl {
 public:
  explicit Impl(const Cluster* cluster)
      : cluster_(std::make_shared<ClusterCollector>(cluster)),
        registry_(std::make_shared<prometheus::Registry>()),
        rpcs_(Counter("midge_coordinator_rpcs_total",
                      "Rpcs answered, by method and status code")),
        rpc_seconds_(Seconds("midge_coordinator_rpc_duration_seconds",
                             "Time to answer an rpc, by method")),
        calls_(Counter("midge_coordinator_node_calls_total",
                       "Calls to nodes ended, by method and status code")),
        call_seconds_(Seconds("midge_coordinator_node_call_duration_seconds",
                              "Time of a call to a node, by method")) {
    prometheus::BuildGauge()
        .Name("midge_build_info")
        .Help("1, with what was built as labels")
        .Register(*registry_)
        .Add({{"component", "coordinator"}, {"version", kVersion}})
        .Set(1);
  }

  static void Count(prometheus::Family<prometheus::Counter>& counts,
                    prometheus::Family<Histogram>& seconds,
                    absl::string_view method, const absl::Status& status,
                    int64_t nanos) {
    const std::string name(method);
    counts
        .Add({{"method", name},
              {"code", absl::StatusCodeToString(status.code())}})
        .Increment();
    seconds.Add({{"method", name}}, Buckets())
        .Observe(static_cast<double>(nanos) * 1e-9);
  }

  prometheus::Family<prometheus::Counter>& Counter(const char* name,
                                                   const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(
        *registry_);
  }
  prometheus::Family<Histogram>& Seconds(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(
        *registry_);
  }

  const std::shared_ptr<ClusterCollector> cluster_;
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& rpcs_;
  prometheus::Family<Histogram>& rpc_seconds_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<Histogram>& call_seconds_;
};

Metrics::Metrics(const Cluster* cluster)
    : impl_(std::make_unique<Impl>(cluster)) {}
Metrics::~Metrics() = default;

void Metrics::CountRpc(absl::string_view method, const absl::Status& status,
                       int64_t nanos) {
  Impl::Count(impl_->rpcs_, impl_->rpc_seconds_, method, status, nanos);
}

void Metrics::CountNodeCall(absl::string_view method,
                            const absl::Status& status, int64_t nanos) {
  Impl::Count(impl_->calls_, impl_->call_seconds_, method, status, nanos);
}

std::vector<std::shared_ptr<prometheus::Collectable>> Metrics::collectables()
    const {
  return {impl_->cluster_, impl_->registry_};
}

}  // namespace midge::coordinator
