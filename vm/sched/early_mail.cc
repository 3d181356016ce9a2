#include "vm/sched/early_mail.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/sched/limits.h"

namespace midge::vm {
namespace {

// What an envelope costs beside its payload.
constexpr size_t kOverheadBytes = 128;

size_t Cost(const Envelope& envelope) {
  return envelope.payload.size() + kOverheadBytes;
}

}  // namespace

absl::Status EarlyMail::Keep(Envelope&& envelope) {
  if (WasStopped(envelope.swarm)) {
    return absl::NotFoundError(absl::StrCat("swarm ", envelope.swarm.ToString(),
                                            " does not run here any more"));
  }
  const size_t cost = Cost(envelope);
  if (bytes_ + cost > kEarlyBytesMax) {
    return absl::ResourceExhaustedError(
        "too much came for swarms that are not started");
  }
  bytes_ += cost;
  kept_[envelope.swarm].push_back(std::move(envelope));
  return absl::OkStatus();
}

std::vector<Envelope> EarlyMail::Take(SwarmId swarm) {
  const auto found = kept_.find(swarm);
  if (found == kept_.end()) return {};
  std::vector<Envelope> taken = std::move(found->second);
  kept_.erase(found);
  for (const Envelope& envelope : taken) bytes_ -= Cost(envelope);
  return taken;
}

void EarlyMail::Stop(SwarmId swarm) {
  Take(swarm);
  if (!WasStopped(swarm)) stopped_.insert(swarm);
  if (stopped_.size() <= kStoppedSwarmsMax) return;
  all_stopped_ = *stopped_.begin();
  stopped_.erase(stopped_.begin());
}

}  // namespace midge::vm
