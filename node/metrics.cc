#include "node/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/clock.h"
#include "base/version.h"

namespace midge::node {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

constexpr double kNano = 1e-9;

// The families of one scrape.
class Page {
 public:
  // Begins a family; values follow.
  void Family(std::string name, std::string help, MetricType type) {
    MetricFamily family;
    family.name = "midge_" + std::move(name);
    family.help = std::move(help);
    family.type = type;
    families_.push_back(std::move(family));
  }

  void Value(double value, Labels labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    if (families_.back().type == MetricType::Counter) {
      metric.counter.value = value;
    } else {
      metric.gauge.value = value;
    }
    families_.back().metric.push_back(std::move(metric));
  }

  void Counter(std::string name, std::string help, double value) {
    Family(std::move(name), std::move(help), MetricType::Counter);
    Value(value);
  }
  void Gauge(std::string name, std::string help, double value) {
    Family(std::move(name), std::move(help), MetricType::Gauge);
    Value(value);
  }

  // `counts` are of each bucket alone; the last has no upper bound.
  template <typename Count, typename Bound>
  void Histogram(const Count* counts, int buckets, Bound upper_bound,
                 double sum, Labels labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    uint64_t cumulative = 0;
    for (int i = 0; i < buckets; ++i) {
      cumulative += static_cast<uint64_t>(counts[i]);
      const double bound = i == buckets - 1
                               ? std::numeric_limits<double>::infinity()
                               : upper_bound(i);
      metric.histogram.bucket.push_back({cumulative, bound});
    }
    metric.histogram.sample_count = cumulative;
    metric.histogram.sample_sum = sum;
    families_.back().metric.push_back(std::move(metric));
  }

  std::vector<MetricFamily> Take() { return std::move(families_); }

 private:
  std::vector<MetricFamily> families_;
};

void AddNode(const NodeFigures& node, Page* page) {
  page->Family("build_info", "1.", MetricType::Gauge);
  page->Value(1, {{"component", "node"}, {"version", kVersion}});
  page->Gauge("node_coordinator_connected",
              "1 when the last call to the coordinator was answered.",
              node.coordinator_connected ? 1 : 0);
  page->Counter("node_heartbeats_failed_total", "Heartbeats without an answer.",
                static_cast<double>(node.heartbeats_failed));
  int shards = 0;
  for (const ShareFigures& share : node.shares) shards += share.shards;
  page->Gauge("node_shards", "Shards owned, of all swarms.", shards);
  page->Gauge("node_resident_bytes", "Memory of the process.",
              static_cast<double>(node.resident_bytes));
}

void AddThreads(const vm::VmStats& vm, Page* page) {
  page->Family("node_agents", "Agents alive.", MetricType::Gauge);
  page->Value(vm.agents_ready, {{"state", "ready"}});
  page->Value(vm.agents_parked, {{"state", "parked"}});
  page->Family("node_threads", "Microthreads alive.", MetricType::Gauge);
  page->Value(vm.threads_ready, {{"state", "ready"}});
  page->Value(vm.threads_parked, {{"state", "parked"}});
  page->Counter("node_spawns_total", "Agents started.", vm.spawned);
  page->Family("node_exits_total", "Agents ended.", MetricType::Counter);
  page->Value(vm.exited_returned, {{"cause", "returned"}});
  page->Value(vm.exited_raised, {{"cause", "raised"}});
  page->Value(vm.exited_killed, {{"cause", "killed"}});
}

double MicrosecondBound(int i) { return std::ldexp(1e-6, i); }

void AddScheduler(const vm::VmStats& vm, Page* page) {
  page->Counter("node_opcodes_total", "Opcodes run.", vm.opcodes);
  page->Counter("node_slices_total", "Turns that threads had.", vm.slices);
  page->Counter("node_preemptions_total",
                "Turns that ended because the budget was spent.",
                vm.preemptions);
  page->Gauge("node_run_queue_agents", "Agents that wait for a worker.",
              vm.run_queue);
  page->Family("node_schedule_latency_seconds", "From ready to running.",
               MetricType::Histogram);
  page->Histogram(vm.schedule_latency,
                  static_cast<int>(std::size(vm.schedule_latency)),
                  MicrosecondBound, vm.schedule_latency_sum * kNano);
}

void AddMemory(const vm::VmStats& vm, Page* page) {
  page->Gauge("node_heap_bytes", "All agents' heaps.", vm.heap_bytes);
  page->Counter("node_collections_total", "Collections of one agent's heap.",
                vm.collections);
  page->Family("node_collection_pause_seconds", "Time of a collection.",
               MetricType::Histogram);
  page->Histogram(vm.collection_pause,
                  static_cast<int>(std::size(vm.collection_pause)),
                  MicrosecondBound, vm.collection_pause_sum * kNano);
}

void AddMessages(const vm::VmStats& vm, Page* page) {
  page->Family("node_messages_sent_total", "Messages sent.",
               MetricType::Counter);
  page->Value(vm.sent_local, {{"scope", "local"}});
  page->Value(vm.sent_remote, {{"scope", "remote"}});
  page->Family("node_messages_received_total", "Messages delivered.",
               MetricType::Counter);
  page->Value(vm.received_local, {{"scope", "local"}});
  page->Value(vm.received_remote, {{"scope", "remote"}});
  page->Counter("node_messages_forwarded_total",
                "Messages passed on to another node.", vm.forwarded);
  page->Gauge("node_mailboxes", "Mailboxes, inboxes not counted.",
              vm.mailboxes);
  page->Gauge("node_mailbox_messages",
              "Messages that wait in mailboxes and inboxes.",
              vm.mailbox_messages);
  page->Gauge("node_semaphores", "Semaphores.", vm.semaphores);
  page->Counter("node_semaphore_waits_total", "Acquires that had to wait.",
                vm.semaphore_waits);
  page->Counter("node_semaphore_wait_seconds_total", "Time that they waited.",
                vm.semaphore_wait_nanoseconds * kNano);
}

// A family with one line for each of `all`, labelled.
template <typename Item, typename Label, typename Read>
void AddEach(const std::vector<Item>& all, std::string name, std::string help,
             MetricType type, Label label, Read read, Page* page) {
  page->Family(std::move(name), std::move(help), type);
  for (const Item& item : all) {
    page->Value(static_cast<double>(read(item)), label(item));
  }
}

using Share = const ShareFigures&;

Labels SwarmLabel(Share share) {
  return {{"swarm", absl::StrCat(share.swarm.value())}};
}

// SwarmLabel() and one more.
Labels SwarmLabels(Share share, std::string name, std::string value) {
  Labels labels = SwarmLabel(share);
  labels.push_back({std::move(name), std::move(value)});
  return labels;
}

void AddSwarmMessages(const std::vector<ShareFigures>& shares, Page* page) {
  page->Family("swarm_messages_sent_total", "Messages sent.",
               MetricType::Counter);
  for (Share share : shares) {
    page->Value(share.stats.sent_local, SwarmLabels(share, "scope", "local"));
    page->Value(share.stats.sent_remote, SwarmLabels(share, "scope", "remote"));
  }
  page->Family("swarm_messages_received_total", "Messages delivered.",
               MetricType::Counter);
  for (Share share : shares) {
    page->Value(share.stats.received_local,
                SwarmLabels(share, "scope", "local"));
    page->Value(share.stats.received_remote,
                SwarmLabels(share, "scope", "remote"));
  }
}

void AddSwarmExits(const std::vector<ShareFigures>& shares, Page* page) {
  page->Family("swarm_exits_total", "Agents ended.", MetricType::Counter);
  for (Share share : shares) {
    const vm::VmStats& stats = share.stats;
    page->Value(stats.exited_returned, SwarmLabels(share, "cause", "returned"));
    page->Value(stats.exited_raised, SwarmLabels(share, "cause", "raised"));
    page->Value(stats.exited_killed, SwarmLabels(share, "cause", "killed"));
  }
}

void AddSwarms(const std::vector<ShareFigures>& shares, Page* page) {
  const auto add = [&](const char* name, const char* help, MetricType type,
                       auto read) {
    AddEach(shares, name, help, type, SwarmLabel, read, page);
  };
  add("swarm_agents", "Agents alive.", MetricType::Gauge,
      [](Share share) { return share.stats.agents; });
  add("swarm_spawns_total", "Agents started.", MetricType::Counter,
      [](Share share) { return share.stats.spawned; });
  AddSwarmExits(shares, page);
  add("swarm_opcodes_total", "Opcodes run.", MetricType::Counter,
      [](Share share) { return share.stats.opcodes; });
  AddSwarmMessages(shares, page);
  add("swarm_mailbox_messages", "Messages that wait.", MetricType::Gauge,
      [](Share share) { return share.stats.mailbox_messages; });
  add("swarm_semaphore_waits_total", "Acquires that had to wait.",
      MetricType::Counter,
      [](Share share) { return share.stats.semaphore_waits; });
  add("swarm_heap_bytes", "Its agents' heaps.", MetricType::Gauge,
      [](Share share) { return share.stats.heap_bytes; });
}

Labels PeerLabel(const LinkFigures& link) {
  return {{"peer", absl::StrCat(link.peer.value())}};
}

void AddLinks(const std::vector<LinkFigures>& links, Page* page) {
  const auto add = [&](const char* name, const char* help, MetricType type,
                       auto read) {
    AddEach(links, name, help, type, PeerLabel, read, page);
  };
  using Link = const LinkFigures&;
  add("node_link_up", "1 while a connection stands.", MetricType::Gauge,
      [](Link link) { return link.established ? 1 : 0; });
  add("node_link_sent_bytes_total", "Bytes sent.", MetricType::Counter,
      [](Link link) { return link.counters.bytes_sent; });
  add("node_link_received_bytes_total", "Bytes received.", MetricType::Counter,
      [](Link link) { return link.counters.bytes_received; });
  add("node_link_sent_batches_total", "Batches sent.", MetricType::Counter,
      [](Link link) { return link.counters.batches_sent; });
  add("node_link_received_batches_total", "Batches received.",
      MetricType::Counter,
      [](Link link) { return link.counters.batches_received; });
  add("node_link_resent_batches_total", "Batches sent again.",
      MetricType::Counter,
      [](Link link) { return link.counters.batches_resent; });
  add("node_link_refusals_total", "Envelopes refused for want of room.",
      MetricType::Counter, [](Link link) { return link.counters.refusals; });
  add("node_link_reconnects_total", "Connections made again.",
      MetricType::Counter, [](Link link) {
        return std::max<int64_t>(link.counters.connections - 1, 0);
      });
  add("node_link_queued_bytes", "Bytes that wait to be sent.",
      MetricType::Gauge, [](Link link) { return link.counters.queued_bytes; });
  add("node_link_unacknowledged_bytes", "Bytes sent, not yet acknowledged.",
      MetricType::Gauge, [](Link link) { return link.counters.unacked_bytes; });
  add("node_link_round_trip_seconds", "Of the last ping.", MetricType::Gauge,
      [](Link link) { return link.counters.rtt_nanos * kNano; });
  page->Family("node_link_batch_bytes", "Size of a batch.",
               MetricType::Histogram);
  for (Link link : links) {
    const auto bound = [](int i) { return std::ldexp(64.0, 2 * i); };
    page->Histogram(
        link.counters.batch_size_counts, LinkCounters::kBatchSizeBuckets, bound,
        static_cast<double>(link.counters.batch_bytes_made), PeerLabel(link));
  }
}

class Collector final : public prometheus::Collectable {
 public:
  explicit Collector(std::function<NodeFigures()> read)
      : read_(std::move(read)) {}

  std::vector<MetricFamily> Collect() const override {
    const NodeFigures node = read_();
    Page page;
    AddNode(node, &page);
    AddThreads(node.vm, &page);
    AddScheduler(node.vm, &page);
    AddMemory(node.vm, &page);
    AddMessages(node.vm, &page);
    AddSwarms(node.shares, &page);
    AddLinks(node.links, &page);
    return page.Take();
  }

 private:
  const std::function<NodeFigures()> read_;
};

}  // namespace

std::shared_ptr<prometheus::Collectable> MakeCollector(
    std::function<NodeFigures()> read) {
  return std::make_shared<Collector>(std::move(read));
}

}  // namespace midge::node
