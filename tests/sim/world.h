// A cluster on virtual time: the real coordinator, the real nodes and their
// links, over a network that loses, repeats, delays and cuts. One thread, one
// seed.
#ifndef MIDGE_TESTS_SIM_WORLD_H_
#define MIDGE_TESTS_SIM_WORLD_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/clock.h"
#include "coordinator/cluster.h"
#include "coordinator/reconciler.h"
#include "coordinator/store.h"
#include "node/link_hub.h"
#include "node/node.h"

namespace midge::sim {

// How bad the network is. Chances are of each message.
struct Weather {
  double lose = 0;
  double repeat = 0;
  double delay = 0;
};

inline constexpr int64_t kStepNanos = 5 * kNanosPerMilli;

// One machine: a node's process lives, dies and is started again there.
struct Machine {
  int index = 0;
  std::unique_ptr<node::Node> process;  // Null while it is down.
  NodeId id;                            // None until it has registered.
  int64_t heartbeat_nanos = 0;          // When the next is due.
  bool cut_off = false;                 // From everyone.

  bool up() const { return process != nullptr; }
};

class World final : public node::LinkDialer, public coordinator::NodeCaller {
 public:
  World(uint64_t seed, int machines, Weather weather);
  ~World() override;

  // Runs for so much virtual time.
  void Run(int64_t nanos);

  void StartNode(int index);
  // kill -9: the process is gone, its peers see their connections end.
  void KillNode(int index);
  void CutOff(int index, bool cut_off) { machines_[index].cut_off = cut_off; }
  void CutLinks();
  // kill -9, and a new one over the same store.
  void RestartCoordinator();

  SwarmId Launch();
  coordinator::Swarm Get(SwarmId swarm) const;

  int64_t Below(int64_t bound) {
    return std::uniform_int_distribution<int64_t>(0, bound - 1)(random_);
  }
  std::vector<Machine>& machines() { return machines_; }
  void SetWeather(Weather weather) { weather_ = weather; }
  int64_t cuts() const { return cuts_; }

  // node::LinkDialer.
  void Dial(const std::string& address,
            std::shared_ptr<node::Link> link) override;
  // coordinator::NodeCaller.
  void Call(const coordinator::NodeCall& call,
            const coordinator::StartPlan& plan, const std::string& bundle,
            Done done) override;
  void CancelAll() override;

 private:
  class Stream;

  bool Happens(double chance) {
    return std::uniform_real_distribution<>(0, 1)(random_) < chance;
  }
  int64_t now() const { return clock_.MonotonicNanos(); }
  // A message's way through the network.
  int64_t Latency();
  void After(int64_t nanos, std::function<void()> event);
  void RunEvents();

  Machine* ByAddress(const std::string& address);
  Machine* ById(NodeId id);
  bool Reaches(NodeId one, NodeId two);

  void OpenCoordinator();
  // What node/coordinator_client.cc does, on virtual time.
  void StepMember(Machine* machine);
  void Register(Machine* machine);
  void Heartbeat(Machine* machine);
  void ReportFinished(Machine* machine);

  absl::Status Handle(const coordinator::NodeCall& call,
                      const coordinator::StartPlan& plan);

  std::mt19937_64 random_;
  Weather weather_;
  ManualClock clock_;
  std::multimap<int64_t, std::function<void()>> events_;
  std::vector<Machine> machines_;
  std::vector<std::shared_ptr<Stream>> streams_;
  int64_t cuts_ = 0;

  std::unique_ptr<coordinator::Store> store_;
  std::unique_ptr<coordinator::Cluster> cluster_;
  std::unique_ptr<coordinator::Reconciler> reconciler_;
  // Calls to nodes that are not answered, by number.
  std::map<int64_t, Done> calls_;
  int64_t last_call_ = 0;
};

}  // namespace midge::sim

#endif  // MIDGE_TESTS_SIM_WORLD_H_
