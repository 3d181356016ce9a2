#include "proto/metrics_port.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "proto/limits.h"

namespace midge {
namespace {

using ::testing::HasSubstr;

std::string Output(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  while (size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) {
    text.append(buffer, size);
  }
  ::pclose(pipe);
  return text;
}

std::shared_ptr<prometheus::Registry> OneCounter() {
  auto registry = std::make_shared<prometheus::Registry>();
  prometheus::BuildCounter()
      .Name("midge_test_total")
      .Register(*registry)
      .Add({})
      .Increment(7);
  return registry;
}

TEST(MetricsPortTest, ServesPrometheusText) {
  auto port = MetricsPort::Listen("127.0.0.1:0", {}, {OneCounter()});
  ASSERT_TRUE(port.ok()) << port.status();
  EXPECT_THAT(Output(absl::StrCat("curl -s --noproxy '*' http://",
                                  (*port)->address(), "/metrics")),
              HasSubstr("midge_test_total 7"));
}

TEST(MetricsPortTest, SaysThatItIsAliveAndNothingElse) {
  auto port = MetricsPort::Listen("127.0.0.1:0", {}, {OneCounter()});
  ASSERT_TRUE(port.ok()) << port.status();
  const std::string curl =
      absl::StrCat("curl -s --noproxy '*' http://", (*port)->address());
  EXPECT_EQ(Output(curl + "/healthz"), "ok\n");
  EXPECT_EQ(Output(curl + "/else -o /dev/null -w '%{http_code}'"), "404");
}

TEST(MetricsPortTest, LongRequestIsClosedAndTheNextIsServed) {
  auto port = MetricsPort::Listen("127.0.0.1:0", {}, {OneCounter()});
  ASSERT_TRUE(port.ok()) << port.status();
  const std::string curl =
      absl::StrCat("curl -s --noproxy '*' http://", (*port)->address());
  EXPECT_EQ(
      Output(absl::StrCat(curl, "/metrics -H 'X: ",
                          std::string(kMetricsRequestBytesMax, 'x'), "'")),
      "");
  EXPECT_THAT(Output(curl + "/metrics"), HasSubstr("midge_test_total 7"));
}

// A client that says nothing holds the port until its time is up, no longer.
TEST(MetricsPortTest, SilentClientIsClosed) {
  auto port = MetricsPort::Listen("127.0.0.1:0", {}, {OneCounter()});
  ASSERT_TRUE(port.ok()) << port.status();
  const std::string number =
      (*port)->address().substr((*port)->address().rfind(':') + 1);
  const auto begun = std::chrono::steady_clock::now();
  // Opens a connection and keeps it open; the shell ends when it is closed.
  EXPECT_EQ(Output(absl::StrCat("bash -c 'exec 3<>/dev/tcp/127.0.0.1/", number,
                                "; cat <&3'")),
            "");
  const auto held = std::chrono::steady_clock::now() - begun;
  EXPECT_GE(held, std::chrono::milliseconds(kMetricsRequestMs - 500));
  EXPECT_LT(held, std::chrono::milliseconds(3 * kMetricsRequestMs));
}

TEST(MetricsPortTest, TakenPortIsAnError) {
  auto first = MetricsPort::Listen("127.0.0.1:0", {}, {OneCounter()});
  ASSERT_TRUE(first.ok()) << first.status();
  auto second = MetricsPort::Listen((*first)->address(), {}, {OneCounter()});
  EXPECT_TRUE(absl::IsUnavailable(second.status())) << second.status();
  EXPECT_THAT(std::string(second.status().message()),
              HasSubstr((*first)->address()));
}

TEST(MetricsPortTest, RefusesToListenBeyondLoopbackInTheClear) {
  auto port = MetricsPort::Listen("0.0.0.0:0", {}, {OneCounter()});
  EXPECT_TRUE(absl::IsFailedPrecondition(port.status()));
}

TEST(MetricsPortTest, TlsIsMutual) {
  std::string pattern = ::testing::TempDir() + "/metrics_tls_XXXXXX";
  const std::string folder = ::mkdtemp(pattern.data());
  const std::string make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
      "-days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
      "-keyout key.pem -out cert.pem 2>/dev/null";
  ASSERT_EQ(std::system(absl::StrCat("cd ", folder, " && ", make).c_str()), 0);
  // One self-signed certificate is its own authority.
  const TlsOptions tls{folder + "/cert.pem", folder + "/key.pem",
                       folder + "/cert.pem", false};
  auto port = MetricsPort::Listen("0.0.0.0:0", tls, {OneCounter()});
  ASSERT_TRUE(port.ok()) << port.status();
  const std::string url =
      absl::StrCat(" https://127.0.0.1:",
                   (*port)->address().substr((*port)->address().rfind(':') + 1),
                   "/metrics 2>&1");
  const std::string curl =
      absl::StrCat("curl -s --noproxy '*' --cacert ", tls.ca_path);
  EXPECT_THAT(Output(absl::StrCat(curl, " --cert ", tls.cert_path, " --key ",
                                  tls.key_path, url)),
              HasSubstr("midge_test_total 7"));
  EXPECT_EQ(Output(curl + url), "") << "no certificate was shown";
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace midge
