// A TCP proxy on loopback that a test can tell to cut its connections.
#ifndef MIDGE_TESTS_NODE_CUTTING_PROXY_H_
#define MIDGE_TESTS_NODE_CUTTING_PROXY_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/mutex.h"

namespace midge::node {

// Threads: everything from any thread. One thread accepts, two carry each
//          connection.
class CuttingProxy {
 public:
  // Forwards to 127.0.0.1:`target_port`.
  explicit CuttingProxy(int target_port = 0) : target_port_(target_port) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = Loopback(0);
    MIDGE_CHECK(bind(listener_, reinterpret_cast<sockaddr*>(&address),
                     sizeof(address)) == 0);
    MIDGE_CHECK(listen(listener_, 16) == 0);
    socklen_t size = sizeof(address);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { Accept(); });
  }

  ~CuttingProxy() {
    stopping_.store(true);
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    close(listener_);
    Cut();
    for (std::thread& thread : carriers_) thread.join();
    for (auto& [one, two] : pairs_) {
      close(one);
      close(two);
    }
  }

  // For a target that is only known later: before, connections are refused.
  void SetTarget(int port) { target_port_.store(port); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  int accepted() const { return accepted_.load(); }
  int refused() const { return refused_.load(); }

  // Both halves of every connection fail at once, whatever is on its way.
  void Cut() {
    MutexLock lock(&mutex_);
    for (auto& [one, two] : pairs_) {
      shutdown(one, SHUT_RDWR);
      shutdown(two, SHUT_RDWR);
    }
  }

 private:
  static sockaddr_in Loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  void Accept() {
    while (!stopping_.load()) {
      const int one = accept(listener_, nullptr, nullptr);
      if (one < 0) continue;
      const int two = socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in target = Loopback(target_port_.load());
      if (connect(two, reinterpret_cast<sockaddr*>(&target), sizeof(target)) !=
          0) {
        close(one);
        close(two);
        ++refused_;
        continue;
      }
      ++accepted_;
      MutexLock lock(&mutex_);
      pairs_.emplace_back(one, two);
      carriers_.emplace_back([=] { Carry(one, two); });
      carriers_.emplace_back([=] { Carry(two, one); });
    }
  }

  static void Carry(int from, int to) {
    char bytes[16384];
    ssize_t size;
    while ((size = read(from, bytes, sizeof(bytes))) > 0) {
      for (ssize_t done = 0; done < size;) {
        const ssize_t sent = send(
            to, bytes + done, static_cast<size_t>(size - done), MSG_NOSIGNAL);
        if (sent <= 0) break;
        done += sent;
      }
    }
    shutdown(from, SHUT_RDWR);
    shutdown(to, SHUT_RDWR);
  }

  std::atomic<int> target_port_;
  int listener_ = -1;
  int port_ = 0;
  std::thread acceptor_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> accepted_{0};
  std::atomic<int> refused_{0};
  Mutex mutex_;
  // Closed only at the end, so that no descriptor is used by two connections.
  std::vector<std::pair<int, int>> pairs_;
  std::vector<std::thread> carriers_;
};

}  // namespace midge::node

#endif  // MIDGE_TESTS_NODE_CUTTING_PROXY_H_
