// The one printer: a list is a table for people or a message as JSON.
//
// kubectl's habits: NAME first and AGE last, <none> for what is empty, two or
// more spaces between columns, colours on a terminal only.
//
// Threads: none of its own.
#ifndef MIDGE_CLI_PRINTER_H_
#define MIDGE_CLI_PRINTER_H_

#include <string>
#include <utility>
#include <vector>

#include "cli/context.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace midge::cli {

enum class Format { kTable, kWide, kJson };

// Adds -o/--output to a verb.
void AddFormatFlag(CLI::App& verb, Format& format);

class Table {
 public:
  // How a column is shown. kWide columns show with -o wide only.
  enum class Kind { kLeft, kRight, kState, kWide, kWideRight };
  struct Column {
    const char* name;
    Kind kind = Kind::kLeft;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // REQUIRES: one cell a column. An empty cell prints as <none>.
  void AddRow(std::vector<std::string> cells);
  size_t size() const { return rows_.size(); }

  // The table; with no rows, nothing.
  std::string ToString(bool wide, bool color) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// `message` as JSON, field names as in the .proto.
std::string ToJson(const google::protobuf::Message& message);

// Prints the table, or the message it was made of. An empty table says so on
// stderr: "no swarms".
void Print(Context& context, Format format, const Table& table,
           const google::protobuf::Message& message, const std::string& things);

// "key:  value" lines, aligned; a value of several lines is indented.
class Sheet {
 public:
  void Add(const std::string& key, const std::string& value);
  std::string ToString() const;

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

}  // namespace midge::cli

#endif  // MIDGE_CLI_PRINTER_H_
