// SQLite as absl::Status: an open database, a prepared statement and a
// transaction, no more than the store needs.
//
// Threads: none of its own; the store's lock guards every use.
#ifndef MIDGE_COORDINATOR_SQL_H_
#define MIDGE_COORDINATOR_SQL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct sqlite3;
struct sqlite3_stmt;

namespace midge::coordinator {

// One connection.
class Database {
 public:
  Database() = default;
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  absl::Status Open(const std::string& path);
  // Runs statements that give no rows.
  absl::Status Execute(const char* sql);
  // The one integer that `sql` gives.
  absl::StatusOr<int64_t> Integer(const char* sql);
  // The one text that `sql` gives.
  absl::StatusOr<std::string> Text(const char* sql);
  // The last error of this connection as a Status that names the file.
  absl::Status Error(int code) const;

  sqlite3* handle() { return handle_; }

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

// One statement. Errors stick: bind all, then look at Run() or Next() only.
// Parameters and columns count from 0, in order of writing.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& Bind(int64_t value);
  Statement& Bind(absl::string_view text);
  Statement& BindBlob(const std::string& bytes);

  // Runs to the end, for statements that give no rows.
  absl::Status Run();
  // Steps to the next row; false after the last.
  absl::StatusOr<bool> Next();

  int64_t Integer(int column) const;
  std::string Bytes(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int code_ = 0;
  int bound_ = 0;
};

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // What BEGIN said.
  const absl::Status& status() const { return status_; }
  absl::Status Commit();

 private:
  Database& database_;
  absl::Status status_;
  bool open_ = false;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_SQL_H_
