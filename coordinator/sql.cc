#include "coordinator/sql.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"

namespace midge::coordinator {

Database::~Database() { sqlite3_close(handle_); }

absl::Status Database::Open(const std::string& path) {
  path_ = path;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle_,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  if (code != SQLITE_OK) return Error(code);
  sqlite3_extended_result_codes(handle_, 1);
  return absl::OkStatus();
}

absl::Status Database::Error(int code) const {
  const std::string detail = absl::StrCat(
      "store ", path_, ": ",
      handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
  switch (code & 0xff) {
    case SQLITE_FULL:
      return absl::ResourceExhaustedError(detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::FailedPreconditionError(
          absl::StrCat(detail, " (is another coordinator using it?)"));
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return absl::FailedPreconditionError(detail);
    default:
      return absl::InternalError(
          absl::StrCat(detail, " (SQLite code ", code, ")"));
  }
}

absl::Status Database::Execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code);
}

absl::StatusOr<int64_t> Database::Integer(const char* sql) {
  Statement statement(*this, sql);
  absl::StatusOr<bool> row = statement.Next();
  if (!row.ok()) return row.status();
  return *row ? statement.Integer(0) : 0;
}

absl::StatusOr<std::string> Database::Text(const char* sql) {
  Statement statement(*this, sql);
  absl::StatusOr<bool> row = statement.Next();
  if (!row.ok()) return row.status();
  return *row ? statement.Bytes(0) : std::string();
}

Statement::Statement(Database& database, const char* sql)
    : database_(database) {
  code_ = sqlite3_prepare_v2(database.handle(), sql, -1, &statement_, nullptr);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::Bind(int64_t value) {
  if (code_ == SQLITE_OK) {
    code_ = sqlite3_bind_int64(statement_, ++bound_, value);
  }
  return *this;
}

Statement& Statement::Bind(absl::string_view text) {
  if (code_ == SQLITE_OK) {
    code_ = sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(),
                                SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  return *this;
}

Statement& Statement::BindBlob(const std::string& bytes) {
  if (code_ == SQLITE_OK) {
    code_ = sqlite3_bind_blob64(statement_, ++bound_, bytes.data(),
                                bytes.size(), SQLITE_TRANSIENT);
  }
  return *this;
}

absl::Status Statement::Run() {
  if (code_ == SQLITE_OK) code_ = sqlite3_step(statement_);
  return code_ == SQLITE_DONE ? absl::OkStatus() : database_.Error(code_);
}

absl::StatusOr<bool> Statement::Next() {
  if (code_ == SQLITE_OK || code_ == SQLITE_ROW) {
    code_ = sqlite3_step(statement_);
  }
  if (code_ == SQLITE_ROW) return true;
  if (code_ == SQLITE_DONE) return false;
  return database_.Error(code_);
}

int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Statement::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? std::string()
                         : std::string(static_cast<const char*>(data),
                                       static_cast<size_t>(size));
}

Transaction::Transaction(Database& database)
    : database_(database), status_(database.Execute("BEGIN IMMEDIATE")) {
  open_ = status_.ok();
}

Transaction::~Transaction() {
  // SQLite has rolled back by itself after some errors; a second one then
  // fails, and there is nothing left to undo.
  if (open_) database_.Execute("ROLLBACK").IgnoreError();
}

absl::Status Transaction::Commit() {
  absl::Status committed = database_.Execute("COMMIT");
  if (committed.ok()) open_ = false;
  return committed;
}

}  // namespace midge::coordinator
