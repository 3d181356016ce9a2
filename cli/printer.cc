#include "cli/printer.h"

#include <google/protobuf/util/json_util.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/check.h"
#include "cli/text.h"

namespace midge::cli {
namespace {

constexpr size_t kGap = 3;

// Characters on the screen: bytes that do not continue a UTF-8 sequence.
size_t Width(const std::string& text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// What a state means is said in colour too, never in colour alone.
const char* ColorOf(const std::string& state) {
  if (state == "running" || state == "live") return "\033[32m";
  if (state == "failed" || state == "lost") return "\033[31m";
  if (state == "pending" || state == "killed") return "\033[33m";
  return "";
}

bool IsWide(Table::Kind kind) {
  return kind == Table::Kind::kWide || kind == Table::Kind::kWideRight;
}

bool IsRight(Table::Kind kind) {
  return kind == Table::Kind::kRight || kind == Table::Kind::kWideRight;
}

}  // namespace

void AddFormatFlag(CLI::App& verb, Format& format) {
  static const std::map<std::string, Format> kFormats = {
      {"table", Format::kTable},
      {"wide", Format::kWide},
      {"json", Format::kJson}};
  verb.add_option("-o,--output", format, "table, wide or json")
      ->transform(CLI::Validator(
          [](std::string& text) -> std::string {
            const auto found = kFormats.find(text);
            if (found == kFormats.end()) {
              return absl::StrCat("no format ", text, " (table, wide, json)");
            }
            text = absl::StrCat(static_cast<int>(found->second));
            return "";
          },
          ""))
      ->type_name("FORMAT");
}

void Table::AddRow(std::vector<std::string> cells) {
  MIDGE_CHECK(cells.size() == columns_.size());
  for (std::string& cell : cells) cell = OrNone(cell);
  rows_.push_back(std::move(cells));
}

std::string Table::ToString(bool wide, bool color) const {
  if (rows_.empty()) return "";
  std::vector<std::string> header;
  std::vector<size_t> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    header.push_back(columns_[i].name);
    widths.push_back(header.back().size());
    for (const auto& row : rows_) {
      widths[i] = std::max(widths[i], Width(row[i]));
    }
  }
  std::string text;
  auto append = [&](const std::vector<std::string>& row, bool is_header) {
    size_t gap = 0;  // Spaces owed before the next cell; none at line ends.
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (IsWide(columns_[i].kind) && !wide) continue;
      const size_t fill = widths[i] - Width(row[i]);
      const bool right = IsRight(columns_[i].kind);
      text.append(gap + (right ? fill : 0), ' ');
      const char* paint =
          color && !is_header && columns_[i].kind == Kind::kState
              ? ColorOf(row[i])
              : "";
      absl::StrAppend(&text, paint, row[i], *paint != '\0' ? "\033[0m" : "");
      gap = kGap + (right ? 0 : fill);
    }
    text += '\n';
  };
  append(header, true);
  for (const auto& row : rows_) append(row, false);
  return text;
}

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  // It fails on an Any of unknown type only, and we have none.
  MIDGE_CHECK(
      google::protobuf::util::MessageToJsonString(message, &json, options)
          .ok());
  return json;
}

void Print(Context& context, Format format, const Table& table,
           const google::protobuf::Message& message,
           const std::string& things) {
  if (format == Format::kJson) {
    context.out << ToJson(message);
    return;
  }
  if (table.size() == 0) {
    context.err << "no " << things << "\n";
    return;
  }
  context.out << table.ToString(format == Format::kWide, context.color);
}

void Sheet::Add(const std::string& key, const std::string& value) {
  lines_.emplace_back(key + ":", OrNone(value));
}

std::string Sheet::ToString() const {
  size_t width = 0;
  for (const auto& [key, value] : lines_) width = std::max(width, key.size());
  width += 2;
  std::string text;
  for (const auto& [key, value] : lines_) {
    const std::string indented = absl::StrReplaceAll(
        value, {{"\n", absl::StrCat("\n", std::string(width, ' '))}});
    absl::StrAppend(&text, key, std::string(width - key.size(), ' '), indented,
                    "\n");
  }
  return text;
}

}  // namespace midge::cli
