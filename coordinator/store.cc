#include "coordinator/store.h"

#include <sqlite3.h>

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/codec.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "coordinator/sql.h"

namespace midge::coordinator {
namespace {

constexpr int64_t kSchemaVersion = 1;
// "Mdge", so that `file` and we can tell our databases from others.
constexpr int64_t kApplicationId = 0x4d646765;
constexpr int64_t kPageBytes = 4096;

constexpr char kSchema[] = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE members(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, address TEXT NOT NULL, metrics_address TEXT NOT NULL,
  cores INTEGER NOT NULL, labels BLOB NOT NULL, version TEXT NOT NULL,
  state INTEGER NOT NULL, registered_unix_ms INTEGER NOT NULL,
  heartbeat_unix_ms INTEGER NOT NULL, lost_epoch INTEGER NOT NULL);
CREATE TABLE swarms(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, spec BLOB NOT NULL, wait INTEGER NOT NULL,
  shards_epoch INTEGER NOT NULL, shards BLOB NOT NULL,
  root_shard INTEGER NOT NULL, root_node INTEGER NOT NULL,
  state INTEGER NOT NULL, root_finished INTEGER NOT NULL,
  exit_status INTEGER NOT NULL, reason TEXT NOT NULL,
  created_unix_ms INTEGER NOT NULL, ended_unix_ms INTEGER NOT NULL);
CREATE TABLE bundles(
  swarm INTEGER PRIMARY KEY REFERENCES swarms(id) ON DELETE CASCADE,
  bytes BLOB NOT NULL);
)";

constexpr char kPutSwarm[] =
    "INSERT INTO swarms(id, name, spec, wait, shards_epoch, shards, "
    "root_shard, root_node, state, root_finished, exit_status, reason, "
    "created_unix_ms, ended_unix_ms) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT(id) DO UPDATE SET shards_epoch=excluded.shards_epoch, "
    "shards=excluded.shards, root_node=excluded.root_node, "
    "state=excluded.state, root_finished=excluded.root_finished, "
    "exit_status=excluded.exit_status, reason=excluded.reason, "
    "ended_unix_ms=excluded.ended_unix_ms";

constexpr char kPutMember[] =
    "INSERT INTO members(id, name, address, metrics_address, cores, labels, "
    "version, state, registered_unix_ms, heartbeat_unix_ms, lost_epoch) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
    "state=excluded.state, heartbeat_unix_ms=excluded.heartbeat_unix_ms, "
    "lost_epoch=excluded.lost_epoch";

std::string PackLabels(const std::map<std::string, std::string>& labels) {
  std::string bytes;
  Writer writer(&bytes);
  writer.Varint(labels.size());
  for (const auto& [key, value] : labels) {
    writer.Bytes(key);
    writer.Bytes(value);
  }
  return bytes;
}

bool UnpackLabels(const std::string& bytes,
                  std::map<std::string, std::string>* labels) {
  Reader reader(bytes);
  uint64_t count = 0;
  if (!reader.VarintAtMost(kLabelsMax, &count)) return false;
  for (uint64_t i = 0; i < count; ++i) {
    absl::string_view key, value;
    if (!reader.Bytes(&key) || !reader.Bytes(&value)) return false;
    labels->emplace(std::string(key), std::string(value));
  }
  return reader.done();
}

std::string PackShards(const std::vector<NodeId>& nodes) {
  std::string bytes;
  Writer writer(&bytes);
  writer.Varint(nodes.size());
  for (NodeId node : nodes) writer.Varint(node.value());
  return bytes;
}

bool UnpackShards(const std::string& bytes, std::vector<NodeId>* nodes) {
  Reader reader(bytes);
  uint64_t count = 0;
  if (!reader.VarintAtMost(kShardsMax, &count)) return false;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t node = 0;
    if (!reader.VarintAtMost(UINT32_MAX, &node)) return false;
    nodes->push_back(NodeId(static_cast<uint32_t>(node)));
  }
  return reader.done();
}

template <typename State>
bool ReadState(int64_t value, State last, State* state) {
  if (value < 1 || value > static_cast<int64_t>(last)) return false;
  *state = static_cast<State>(value);
  return true;
}

bool ReadMember(const Statement& row, Member* member) {
  member->id = NodeId(static_cast<uint32_t>(row.Integer(0)));
  member->node.name = row.Bytes(1);
  member->node.address = row.Bytes(2);
  member->node.metrics_address = row.Bytes(3);
  member->node.cores = static_cast<uint32_t>(row.Integer(4));
  member->node.version = row.Bytes(6);
  member->registered_unix_ms = row.Integer(8);
  member->heartbeat_unix_ms = row.Integer(9);
  member->lost_epoch = static_cast<uint64_t>(row.Integer(10));
  return member->node.cores >= 1 && member->node.cores <= kCoresMax &&
         UnpackLabels(row.Bytes(5), &member->node.labels) &&
         ReadState(row.Integer(7), NodeState::kLost, &member->state);
}

bool ReadSwarm(const Statement& row, Swarm* swarm) {
  swarm->id = SwarmId(static_cast<uint64_t>(row.Integer(0)));
  swarm->name = row.Bytes(1);
  swarm->spec = row.Bytes(2);
  swarm->wait = row.Integer(3) != 0;
  swarm->shards.epoch = static_cast<uint64_t>(row.Integer(4));
  swarm->root_shard = ShardId(static_cast<uint16_t>(row.Integer(6)));
  swarm->root_node = NodeId(static_cast<uint32_t>(row.Integer(7)));
  swarm->root_finished = row.Integer(9) != 0;
  swarm->exit_status = static_cast<int32_t>(row.Integer(10));
  swarm->reason = row.Bytes(11);
  swarm->created_unix_ms = row.Integer(12);
  swarm->ended_unix_ms = row.Integer(13);
  return UnpackShards(row.Bytes(5), &swarm->shards.node_of_shard) &&
         swarm->root_shard.value() < swarm->shards.node_of_shard.size() &&
         ReadState(row.Integer(8), SwarmState::kKilled, &swarm->state);
}

absl::Status BadRow(const std::string& path, absl::string_view table,
                    int64_t id) {
  return absl::DataLossError(absl::StrCat("store ", path, ": row ", id, " of ",
                                          table, " does not make sense"));
}

absl::Status LoadMembers(Database& database, const std::string& path,
                         std::vector<Member>* members) {
  Statement rows(database,
                 "SELECT id, name, address, metrics_address, cores, labels, "
                 "version, state, registered_unix_ms, heartbeat_unix_ms, "
                 "lost_epoch FROM members ORDER BY id");
  while (true) {
    MIDGE_ASSIGN_OR_RETURN(bool more, rows.Next());
    if (!more) return absl::OkStatus();
    Member member;
    if (!ReadMember(rows, &member)) {
      return BadRow(path, "members", rows.Integer(0));
    }
    members->push_back(std::move(member));
  }
}

absl::Status LoadSwarms(Database& database, const std::string& path,
                        std::vector<Swarm>* swarms) {
  Statement rows(database,
                 "SELECT id, name, spec, wait, shards_epoch, shards, "
                 "root_shard, root_node, state, root_finished, exit_status, "
                 "reason, created_unix_ms, ended_unix_ms FROM swarms "
                 "ORDER BY id");
  while (true) {
    MIDGE_ASSIGN_OR_RETURN(bool more, rows.Next());
    if (!more) return absl::OkStatus();
    Swarm swarm;
    if (!ReadSwarm(rows, &swarm)) {
      return BadRow(path, "swarms", rows.Integer(0));
    }
    swarms->push_back(std::move(swarm));
  }
}

absl::Status PutSwarmRow(Database& database, const Swarm& swarm) {
  return Statement(database, kPutSwarm)
      .Bind(static_cast<int64_t>(swarm.id.value()))
      .Bind(swarm.name)
      .BindBlob(swarm.spec)
      .Bind(int64_t{swarm.wait})
      .Bind(static_cast<int64_t>(swarm.shards.epoch))
      .BindBlob(PackShards(swarm.shards.node_of_shard))
      .Bind(int64_t{swarm.root_shard.value()})
      .Bind(int64_t{swarm.root_node.value()})
      .Bind(static_cast<int64_t>(swarm.state))
      .Bind(int64_t{swarm.root_finished})
      .Bind(int64_t{swarm.exit_status})
      .Bind(swarm.reason)
      .Bind(swarm.created_unix_ms)
      .Bind(swarm.ended_unix_ms)
      .Run();
}

// Refuses a file that is not ours, is newer than us or is damaged, before
// anything writes to it. `fresh` says that there was nothing in it.
absl::Status CheckOurs(Database& database, const std::string& path,
                       bool* fresh) {
  MIDGE_ASSIGN_OR_RETURN(int64_t application,
                         database.Integer("PRAGMA application_id"));
  MIDGE_ASSIGN_OR_RETURN(int64_t version,
                         database.Integer("PRAGMA user_version"));
  MIDGE_ASSIGN_OR_RETURN(
      int64_t tables, database.Integer("SELECT count(*) FROM sqlite_master"));
  *fresh = tables == 0 && application == 0;
  if (!*fresh && application != kApplicationId) {
    return absl::FailedPreconditionError(absl::StrCat(
        "store ", path, ": this database was not made by a coordinator"));
  }
  if (version > kSchemaVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("store ", path, ": its schema ", version,
                     " is newer than this program's ", kSchemaVersion));
  }
  MIDGE_ASSIGN_OR_RETURN(std::string sound,
                         database.Text("PRAGMA quick_check(1)"));
  if (sound == "ok") return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("store ", path, ": damaged: ", sound));
}

absl::Status Configure(Database& database, const StoreOptions& options) {
  // NORMAL with a write-ahead log survives a crash of the process, and after
  // a crash of the machine loses at most the last changes, never the file.
  MIDGE_ASSIGN_OR_RETURN(std::string mode,
                         database.Text("PRAGMA journal_mode=WAL"));
  if (mode != "wal" && options.path != ":memory:") {
    return absl::FailedPreconditionError(absl::StrCat(
        "store ", options.path, ": no write-ahead log there, only ", mode));
  }
  return database.Execute(
      absl::StrCat("PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                   "PRAGMA max_page_count=",
                   options.bytes_max / kPageBytes)
          .c_str());
}

absl::Status Prepare(Database& database, const StoreOptions& options) {
  // The lock is taken at the first write and kept: one coordinator a file.
  MIDGE_RETURN_IF_ERROR(database.Execute("PRAGMA locking_mode=EXCLUSIVE"));
  bool fresh = false;
  MIDGE_RETURN_IF_ERROR(CheckOurs(database, options.path, &fresh));
  MIDGE_RETURN_IF_ERROR(Configure(database, options));
  Transaction transaction(database);
  MIDGE_RETURN_IF_ERROR(transaction.status());
  if (fresh) {
    MIDGE_RETURN_IF_ERROR(database.Execute(kSchema));
    MIDGE_RETURN_IF_ERROR(
        database.Execute(absl::StrCat("PRAGMA application_id=", kApplicationId,
                                      "; PRAGMA user_version=", kSchemaVersion)
                             .c_str()));
  }
  return transaction.Commit();
}

}  // namespace

class Store::Impl {
 public:
  Mutex mutex;
  Database database ABSL_GUARDED_BY(mutex);
  std::string path;  // Constant after Open().
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

absl::StatusOr<std::unique_ptr<Store>> Store::Open(StoreOptions options) {
  if (options.bytes_max < kStoreBytesMaxLeast) {
    return absl::InvalidArgumentError(
        absl::StrCat("a database of at most ", options.bytes_max,
                     " bytes is less than ", kStoreBytesMaxLeast));
  }
  auto impl = std::make_unique<Impl>();
  impl->path = options.path;
  {
    MutexLock lock(&impl->mutex);
    MIDGE_RETURN_IF_ERROR(impl->database.Open(options.path));
    MIDGE_RETURN_IF_ERROR(Prepare(impl->database, options));
  }
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

absl::StatusOr<StoredState> Store::Load() {
  MutexLock lock(&impl_->mutex);
  Database& database = impl_->database;
  StoredState state;
  MIDGE_ASSIGN_OR_RETURN(
      int64_t epoch,
      database.Integer("SELECT value FROM meta WHERE key='members_epoch'"));
  state.members_epoch = static_cast<uint64_t>(epoch);
  MIDGE_ASSIGN_OR_RETURN(
      int64_t node_id,
      database.Integer("SELECT seq FROM sqlite_sequence WHERE name='members'"));
  state.last_node_id = NodeId(static_cast<uint32_t>(node_id));
  MIDGE_ASSIGN_OR_RETURN(
      int64_t swarm_id,
      database.Integer("SELECT seq FROM sqlite_sequence WHERE name='swarms'"));
  state.last_swarm_id = SwarmId(static_cast<uint64_t>(swarm_id));

  MIDGE_RETURN_IF_ERROR(LoadMembers(database, impl_->path, &state.members));
  MIDGE_RETURN_IF_ERROR(LoadSwarms(database, impl_->path, &state.swarms));
  return state;
}

absl::Status Store::PutMember(const Member& member, uint64_t epoch) {
  MutexLock lock(&impl_->mutex);
  Database& database = impl_->database;
  Transaction transaction(database);
  MIDGE_RETURN_IF_ERROR(transaction.status());
  MIDGE_RETURN_IF_ERROR(Statement(database, kPutMember)
                            .Bind(int64_t{member.id.value()})
                            .Bind(member.node.name)
                            .Bind(member.node.address)
                            .Bind(member.node.metrics_address)
                            .Bind(int64_t{member.node.cores})
                            .BindBlob(PackLabels(member.node.labels))
                            .Bind(member.node.version)
                            .Bind(static_cast<int64_t>(member.state))
                            .Bind(member.registered_unix_ms)
                            .Bind(member.heartbeat_unix_ms)
                            .Bind(static_cast<int64_t>(member.lost_epoch))
                            .Run());
  MIDGE_RETURN_IF_ERROR(
      Statement(database,
                "INSERT INTO meta(key, value) VALUES('members_epoch', ?) "
                "ON CONFLICT(key) DO UPDATE SET value=excluded.value")
          .Bind(static_cast<int64_t>(epoch))
          .Run());
  return transaction.Commit();
}

absl::Status Store::DeleteMember(NodeId id) {
  MutexLock lock(&impl_->mutex);
  return Statement(impl_->database, "DELETE FROM members WHERE id=?")
      .Bind(int64_t{id.value()})
      .Run();
}

absl::Status Store::AddSwarm(const Swarm& swarm, const std::string& bundle) {
  MutexLock lock(&impl_->mutex);
  Database& database = impl_->database;
  Transaction transaction(database);
  MIDGE_RETURN_IF_ERROR(transaction.status());
  MIDGE_RETURN_IF_ERROR(PutSwarmRow(database, swarm));
  MIDGE_RETURN_IF_ERROR(
      Statement(database, "INSERT INTO bundles(swarm, bytes) VALUES(?,?)")
          .Bind(static_cast<int64_t>(swarm.id.value()))
          .BindBlob(bundle)
          .Run());
  return transaction.Commit();
}

absl::Status Store::PutSwarm(const Swarm& swarm) {
  MutexLock lock(&impl_->mutex);
  Database& database = impl_->database;
  Transaction transaction(database);
  MIDGE_RETURN_IF_ERROR(transaction.status());
  MIDGE_RETURN_IF_ERROR(PutSwarmRow(database, swarm));
  if (swarm.ended()) {
    MIDGE_RETURN_IF_ERROR(
        Statement(database, "DELETE FROM bundles WHERE swarm=?")
            .Bind(static_cast<int64_t>(swarm.id.value()))
            .Run());
  }
  return transaction.Commit();
}

absl::Status Store::DeleteSwarm(SwarmId id) {
  MutexLock lock(&impl_->mutex);
  return Statement(impl_->database, "DELETE FROM swarms WHERE id=?")
      .Bind(static_cast<int64_t>(id.value()))
      .Run();
}

absl::StatusOr<std::string> Store::GetBundle(SwarmId id) {
  MutexLock lock(&impl_->mutex);
  Statement statement(impl_->database,
                      "SELECT bytes FROM bundles WHERE swarm=?");
  statement.Bind(static_cast<int64_t>(id.value()));
  MIDGE_ASSIGN_OR_RETURN(bool found, statement.Next());
  if (!found) {
    return absl::NotFoundError(
        absl::StrCat("no bundle of swarm ", id.ToString()));
  }
  return statement.Bytes(0);
}

}  // namespace midge::coordinator
