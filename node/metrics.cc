#include "node/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <cmath>
#include <cstdint>
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
  page->Family("build_info", "Always 1; the labels tell.", MetricType::Gauge);
  page->Value(1, {{"version", kVersion}, {"program", "midge-node"}});
  page->Family("node_info", "Always 1; the node's name.", MetricType::Gauge);
  page->Value(1, {{"name", node.name}});
  page->Gauge("node_member", "1 while the coordinator has taken it in.",
              node.member ? 1 : 0);
  page->Gauge("node_coordinator_connected",
              "1 when the last call to the coordinator was answered.",
              node.coordinator_connected ? 1 : 0);
  page->Counter("node_heartbeats_failed_total", "Heartbeats without an answer.",
                static_cast<double>(node.heartbeats_failed));
  page->Gauge("swarms", "Swarms with a share on this node.",
              static_cast<double>(node.shares.size()));
  int shards = 0;
  for (const ShareFigures& share : node.shares) shards += share.shards;
  page->Gauge("shards_owned", "Shards of all swarms on this node.", shards);
}

void AddThreads(const vm::VmStats& vm, Page* page) {
  const auto running = [](uint64_t all, uint64_t ready, uint64_t parked) {
    return static_cast<double>(all > ready + parked ? all - ready - parked : 0);
  };
  page->Family("agents", "Agents alive, by state.", MetricType::Gauge);
  page->Value(running(vm.agents, vm.agents_ready, vm.agents_parked),
              {{"state", "running"}});
  page->Value(vm.agents_ready, {{"state", "ready"}});
  page->Value(vm.agents_parked, {{"state", "parked"}});
  page->Family("threads", "Microthreads alive, by state.", MetricType::Gauge);
  page->Value(running(vm.threads, vm.threads_ready, vm.threads_parked),
              {{"state", "running"}});
  page->Value(vm.threads_ready, {{"state", "ready"}});
  page->Value(vm.threads_parked, {{"state", "parked"}});
  page->Counter("spawns_total", "Agents spawned.", vm.spawned);
  page->Family("exits_total", "Agents ended, by cause.", MetricType::Counter);
  page->Value(vm.exited_returned, {{"cause", "returned"}});
  page->Value(vm.exited_raised, {{"cause", "raised"}});
  page->Value(vm.exited_killed, {{"cause", "killed"}});
}

double MicrosecondBound(int i) { return std::ldexp(1e-6, i); }

void AddScheduler(const vm::VmStats& vm, Page* page) {
  page->Counter("opcodes_total", "Opcodes run.", vm.opcodes);
  page->Counter("slices_total", "Slices run.", vm.slices);
  page->Counter("preemptions_total", "Slices ended by their budget.",
                vm.preemptions);
  page->Gauge("run_queue_length", "Agents that wait for a worker.",
              vm.run_queue);
  page->Family("schedule_latency_seconds",
               "From runnable to running, of an agent.", MetricType::Histogram);
  page->Histogram(vm.schedule_latency,
                  static_cast<int>(std::size(vm.schedule_latency)),
                  MicrosecondBound, vm.schedule_latency_sum * kNano);
}

void AddMemory(const vm::VmStats& vm, Page* page) {
  page->Gauge("heap_bytes", "Bytes of all agents' heaps.", vm.heap_bytes);
  page->Counter("collections_total", "Collections of an agent's heap.",
                vm.collections);
  page->Counter("collection_seconds_total", "Time spent in collections.",
                vm.collection_nanoseconds * kNano);
  page->Family("collection_pause_seconds", "Length of a collection.",
               MetricType::Histogram);
  page->Histogram(vm.collection_pause,
                  static_cast<int>(std::size(vm.collection_pause)),
                  MicrosecondBound, vm.collection_pause_sum * kNano);
}

void AddMessages(const vm::VmStats& vm, Page* page) {
  page->Family("messages_sent_total", "Messages sent, by where they went.",
               MetricType::Counter);
  page->Value(vm.sent_local, {{"scope", "local"}});
  page->Value(vm.sent_remote, {{"scope", "remote"}});
  page->Family("messages_received_total",
               "Messages delivered, by where they came from.",
               MetricType::Counter);
  page->Value(vm.received_local, {{"scope", "local"}});
  page->Value(vm.received_remote, {{"scope", "remote"}});
  page->Counter("messages_forwarded_total",
                "Messages sent on to where their shard had moved.",
                vm.forwarded);
  page->Gauge("mailboxes", "Mailboxes homed here.", vm.mailboxes);
  page->Gauge("mailbox_messages", "Messages in mailboxes and inboxes.",
              vm.mailbox_messages);
  page->Gauge("semaphores", "Semaphores homed here.", vm.semaphores);
  page->Counter("semaphore_waits_total", "Acquires that had to wait.",
                vm.semaphore_waits);
  page->Counter("semaphore_wait_seconds_total", "Time they waited.",
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

void AddSwarms(const std::vector<ShareFigures>& shares, Page* page) {
  const auto label = [](const ShareFigures& share) -> Labels {
    return {{"swarm", absl::StrCat(share.swarm.value())}};
  };
  const auto add = [&](const char* name, const char* help, MetricType type,
                       auto read) {
    AddEach(shares, name, help, type, label, read, page);
  };
  using Share = const ShareFigures&;
  add("swarm_agents", "Agents alive.", MetricType::Gauge,
      [](Share share) { return share.stats.agents; });
  add("swarm_threads", "Microthreads alive.", MetricType::Gauge,
      [](Share share) { return share.stats.threads; });
  add("swarm_heap_bytes", "Bytes of the agents' heaps.", MetricType::Gauge,
      [](Share share) { return share.stats.heap_bytes; });
  add("swarm_mailbox_messages", "Messages that wait.", MetricType::Gauge,
      [](Share share) { return share.stats.mailbox_messages; });
  add("swarm_shards", "Shards on this node.", MetricType::Gauge,
      [](Share share) { return share.shards; });
  add("swarm_spawns_total", "Agents spawned.", MetricType::Counter,
      [](Share share) { return share.stats.spawned; });
  add("swarm_opcodes_total", "Opcodes run.", MetricType::Counter,
      [](Share share) { return share.stats.opcodes; });
  add("swarm_messages_sent_total", "Messages sent.", MetricType::Counter,
      [](Share share) {
        return share.stats.sent_local + share.stats.sent_remote;
      });
  add("swarm_envelopes_sent_total", "Envelopes given to links.",
      MetricType::Counter, [](Share share) { return share.envelopes.sent; });
  add("swarm_envelopes_received_total", "Envelopes taken from links.",
      MetricType::Counter,
      [](Share share) { return share.envelopes.received; });
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
  add("link_connected", "1 while the stream to the peer stands.",
      MetricType::Gauge, [](Link link) { return link.established ? 1 : 0; });
  add("link_sent_bytes_total", "Bytes of batches sent, resent ones too.",
      MetricType::Counter, [](Link link) { return link.counters.bytes_sent; });
  add("link_received_bytes_total", "Bytes of batches received.",
      MetricType::Counter,
      [](Link link) { return link.counters.bytes_received; });
  add("link_batches_sent_total", "Batches sent, resent ones too.",
      MetricType::Counter,
      [](Link link) { return link.counters.batches_sent; });
  add("link_batches_received_total", "Batches received.", MetricType::Counter,
      [](Link link) { return link.counters.batches_received; });
  add("link_batches_resent_total", "Batches sent again after a cut.",
      MetricType::Counter,
      [](Link link) { return link.counters.batches_resent; });
  add("link_envelopes_sent_total", "Envelopes put into batches.",
      MetricType::Counter,
      [](Link link) { return link.counters.envelopes_sent; });
  add("link_envelopes_received_total", "Envelopes received whole.",
      MetricType::Counter,
      [](Link link) { return link.counters.envelopes_received; });
  add("link_refusals_total", "Envelopes refused for want of room.",
      MetricType::Counter, [](Link link) { return link.counters.refusals; });
  add("link_reconnects_total", "Times the stream was made again.",
      MetricType::Counter, [](Link link) {
        return std::max<int64_t>(link.counters.connections - 1, 0);
      });
  add("link_queued_bytes", "Bytes queued for the peer.", MetricType::Gauge,
      [](Link link) { return link.counters.queued_bytes; });
  add("link_unacknowledged_bytes", "Bytes sent, not acknowledged.",
      MetricType::Gauge, [](Link link) { return link.counters.unacked_bytes; });
  add("link_unacknowledged_batches", "Batches sent, not acknowledged.",
      MetricType::Gauge,
      [](Link link) { return link.counters.unacked_batches; });
  add("link_round_trip_seconds", "Of the last ping that was answered.",
      MetricType::Gauge,
      [](Link link) { return link.counters.rtt_nanos * kNano; });
  page->Family("link_batch_bytes", "Size of the batches made.",
               MetricType::Histogram);
  for (const LinkFigures& link : links) {
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
