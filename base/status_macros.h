// Early return on an absl::Status that is not OK.
#ifndef MIDGE_BASE_STATUS_MACROS_H_
#define MIDGE_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// MIDGE_RETURN_IF_ERROR(Save(path));
#define MIDGE_RETURN_IF_ERROR(expression)        \
  do {                                           \
    absl::Status midge_status = (expression);    \
    if (!midge_status.ok()) return midge_status; \
  } while (false)

// MIDGE_ASSIGN_OR_RETURN(Shard shard, Find(id));
#define MIDGE_ASSIGN_OR_RETURN(target, expression)                             \
  MIDGE_ASSIGN_OR_RETURN_AS_(MIDGE_STATUS_CONCAT_(midge_status_or_, __LINE__), \
                             target, expression)

#define MIDGE_ASSIGN_OR_RETURN_AS_(name, target, expression) \
  auto name = (expression);                                  \
  if (!name.ok()) return std::move(name).status();           \
  target = *std::move(name)

#define MIDGE_STATUS_CONCAT_(a, b) MIDGE_STATUS_CONCAT_AGAIN_(a, b)
#define MIDGE_STATUS_CONCAT_AGAIN_(a, b) a##b

#endif  // MIDGE_BASE_STATUS_MACROS_H_
