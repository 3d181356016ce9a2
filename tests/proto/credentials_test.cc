#include "proto/credentials.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "proto/channel.h"
#include "proto/rpc.h"

namespace midge {
namespace {

using ::testing::HasSubstr;

TEST(IsLoopbackTest, KnowsThisMachineFromOthers) {
  for (const char* here : {"127.0.0.1:0", "127.8.9.255:1", "localhost:7070",
                           "[::1]:7070", "unix:/run/midge.sock"}) {
    EXPECT_TRUE(IsLoopback(here)) << here;
  }
  for (const char* there :
       {"0.0.0.0:7070", ":7070", "[::]:7070", "10.0.0.1:7070", "*:7070",
        "127.evil.example:1", "127.0.0.1.example:1", "localhost.example:1",
        "127.0.0.256:1", "127.0.0:1", "128.0.0.1:1", ""}) {
    EXPECT_FALSE(IsLoopback(there)) << there;
  }
}

TEST(CheckListenTest, ListensBeyondLoopbackOnlyWithTlsOrWhenTold) {
  TlsOptions plain;
  EXPECT_TRUE(CheckListen("127.0.0.1:1", plain).ok());
  const absl::Status refused = CheckListen("0.0.0.0:1", plain);
  EXPECT_TRUE(absl::IsFailedPrecondition(refused));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("--insecure"));
  TlsOptions insecure;
  insecure.insecure = true;
  EXPECT_TRUE(CheckListen("0.0.0.0:1", insecure).ok());
  TlsOptions tls{"cert", "key", "ca", false};
  EXPECT_TRUE(CheckListen("0.0.0.0:1", tls).ok());
}

TEST(CheckListenTest, RefusesHalfATls) {
  for (const TlsOptions& half :
       {TlsOptions{"cert", "", "", false}, TlsOptions{"cert", "key", "", true},
        TlsOptions{"", "", "ca", false}}) {
    EXPECT_TRUE(absl::IsInvalidArgument(CheckListen("127.0.0.1:1", half)));
    EXPECT_FALSE(MakeServerCredentials(half).ok());
    EXPECT_FALSE(MakeChannelCredentials(half).ok());
  }
}

class Echo final : public v1::Coordinator::Service {
  grpc::Status GetCluster(grpc::ServerContext*, const v1::GetClusterRequest*,
                          v1::GetClusterResponse* out) override {
    out->set_version("echo");
    return grpc::Status::OK;
  }
};

// Certificates are made by the openssl program for each run, so none can
// expire in the tree.
class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/tls_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    MakeAuthority("ca");
    MakeAuthority("stranger");
    ours_ = MakeCertificate("node", "ca");
    strange_ = MakeCertificate("spy", "stranger");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) { return folder_ + "/" + name; }
  void Run(const std::string& command) {
    ASSERT_EQ(std::system(absl::StrCat("cd ", folder_, " && ", command,
                                       " 2>/dev/null >/dev/null")
                              .c_str()),
              0)
        << command;
  }
  void MakeAuthority(const std::string& name) {
    Run(
        absl::StrCat("openssl req -x509 -newkey ec -pkeyopt "
                     "ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=",
                     name, " -keyout ", name, ".key -out ", name, ".pem"));
  }
  TlsOptions MakeCertificate(const std::string& name, const std::string& ca) {
    std::ofstream(Path(name + ".ext")) << "subjectAltName=IP:127.0.0.1\n";
    Run(
        absl::StrCat("openssl req -newkey ec -pkeyopt "
                     "ec_paramgen_curve:P-256 -nodes -subj /CN=",
                     name, " -keyout ", name, ".key -out ", name, ".csr"));
    Run(absl::StrCat("openssl x509 -req -days 2 -in ", name, ".csr -CA ", ca,
                     ".pem -CAkey ", ca, ".key -CAcreateserial -extfile ", name,
                     ".ext -out ", name, ".pem"));
    return {Path(name + ".pem"), Path(name + ".key"), Path(ca + ".pem"), false};
  }

  // How a call ends from a client with `client` to a server with ours.
  grpc::Status CallWith(const TlsOptions& client) {
    grpc::ServerBuilder builder;
    int port = 0;
    auto server_credentials = MakeServerCredentials(ours_);
    EXPECT_TRUE(server_credentials.ok()) << server_credentials.status();
    builder.AddListeningPort("127.0.0.1:0", *server_credentials, &port);
    Echo echo;
    builder.RegisterService(&echo);
    auto server = builder.BuildAndStart();
    auto credentials = MakeChannelCredentials(client);
    EXPECT_TRUE(credentials.ok()) << credentials.status();
    auto stub = v1::Coordinator::NewStub(
        MakeChannel(absl::StrCat("127.0.0.1:", port), *credentials));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(10));
    v1::GetClusterResponse response;
    return stub->GetCluster(&context, {}, &response);
  }

  std::string folder_;
  TlsOptions ours_;
  TlsOptions strange_;
};

TEST_F(TlsTest, PeersOfOneAuthorityTalk) {
  const grpc::Status status = CallWith(ours_);
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(TlsTest, ClientWithoutTlsIsRefused) {
  EXPECT_FALSE(CallWith(TlsOptions()).ok());
}

TEST_F(TlsTest, ClientOfAnotherAuthorityIsRefused) {
  TlsOptions spy = strange_;
  spy.ca_path = ours_.ca_path;  // It trusts us; we do not trust it.
  EXPECT_FALSE(CallWith(spy).ok());
}

TEST_F(TlsTest, ClientRefusesAServerOfAnotherAuthority) {
  TlsOptions wary = ours_;
  wary.ca_path = strange_.ca_path;
  EXPECT_FALSE(CallWith(wary).ok());
}

TEST_F(TlsTest, NamesTheFileThatIsWrong) {
  TlsOptions missing = ours_;
  missing.key_path = Path("nowhere.key");
  auto credentials = MakeChannelCredentials(missing);
  EXPECT_THAT(std::string(credentials.status().message()),
              HasSubstr("--tls-key"));
  TlsOptions no_pem = ours_;
  no_pem.ca_path = Path("node.ext");
  EXPECT_THAT(std::string(MakeServerCredentials(no_pem).status().message()),
              HasSubstr("not a PEM file"));
}

TEST(RpcTest, EveryCodeGoesThereAndBack) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    EXPECT_EQ(FromGrpc(ToGrpc(status)), status);
  }
  EXPECT_TRUE(FromGrpc(ToGrpc(absl::OkStatus())).ok());
}

TEST(RpcTest, LongMessageIsCut) {
  const absl::Status status = absl::InternalError(std::string(100'000, 'x'));
  EXPECT_LT(ToGrpc(status).error_message().size(), 4096u);
}

}  // namespace
}  // namespace midge
