#include "base/flusher.h"

#include <utility>

namespace midge {

Flusher::Flusher(std::function<void()> flush, std::chrono::nanoseconds delay)
    : flush_(std::move(flush)), delay_(delay), thread_([this] { Run(); }) {}

Flusher::~Flusher() {
  {
    MutexLock lock(&mutex_);
    stopping_ = true;
    changed_.Signal();
  }
  thread_.join();
  if (due_) flush_();
}

void Flusher::Wake() {
  MutexLock lock(&mutex_);
  changed_.Signal();
}

void Flusher::Run() {
  mutex_.Lock();
  while (!stopping_) {
    if (!due_) {
      changed_.Wait(&mutex_);
      continue;
    }
    const auto until = std::chrono::steady_clock::now() + delay_;
    while (!stopping_ && std::chrono::steady_clock::now() < until) {
      changed_.WaitFor(&mutex_, until - std::chrono::steady_clock::now());
    }
    if (stopping_) break;
    mutex_.Unlock();
    due_ = false;
    flush_();
    mutex_.Lock();
  }
  mutex_.Unlock();
}

}  // namespace midge
