// The living agents of a shard, by serial.
//
// Serials are given out in runs, so the table is made of pages of neighbours:
// it costs an agent of a run little more than its pointer.
//
// Threads: one at a time, Find() too.
#ifndef MIDGE_VM_SCHED_AGENT_TABLE_H_
#define MIDGE_VM_SCHED_AGENT_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace midge::vm {

class AgentRecord;

class AgentTable {
 public:
  // Null if there is none.
  AgentRecord* Find(uint64_t serial) const {
    const uint64_t number = serial / kPageAgents;
    if (number != found_number_ || found_ == nullptr) {
      const auto page = pages_.find(number);
      if (page == pages_.end()) return nullptr;
      found_number_ = number;
      found_ = page->second.get();
    }
    return found_->agents[serial % kPageAgents];
  }
  // REQUIRES: it is not there.
  void Add(uint64_t serial, AgentRecord* agent) {
    std::unique_ptr<Page>& page = pages_[serial / kPageAgents];
    if (page == nullptr) page = std::make_unique<Page>();
    page->agents[serial % kPageAgents] = agent;
    ++page->count;
  }
  // REQUIRES: it is there.
  void Remove(uint64_t serial) {
    const auto page = pages_.find(serial / kPageAgents);
    page->second->agents[serial % kPageAgents] = nullptr;
    if (--page->second->count > 0) return;
    if (found_ == page->second.get()) found_ = nullptr;
    pages_.erase(page);
  }
  // Calls visit(agent) for each agent above `after`, in order of serial, until
  // it returns false.
  template <typename Visit>
  void ForEach(uint64_t after, Visit&& visit) const {
    std::vector<uint64_t> numbers;
    for (const auto& [number, page] : pages_) {
      if (number >= after / kPageAgents) numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    for (const uint64_t number : numbers) {
      const Page& page = *pages_.find(number)->second;
      for (uint64_t i = 0; i < kPageAgents; ++i) {
        const bool above = number * kPageAgents + i > after;
        AgentRecord* agent = page.agents[i];
        if (above && agent != nullptr && !visit(agent)) return;
      }
    }
  }

 private:
  static constexpr uint64_t kPageAgents = 64;
  struct Page {
    size_t count = 0;
    AgentRecord* agents[kPageAgents] = {};
  };
  absl::flat_hash_map<uint64_t, std::unique_ptr<Page>> pages_;
  // Where the last look led: the next one is mostly for the same.
  mutable uint64_t found_number_ = 0;
  mutable Page* found_ = nullptr;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_AGENT_TABLE_H_
