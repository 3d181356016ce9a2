// Runs a fuzz target without libFuzzer: first over every file of its corpus,
// then over mutations of them until the time is up. The mutations follow from
// the seed alone, which is printed, so that a crash can be made to happen
// again.
//
//   TARGET CORPUS-FOLDER SECONDS [SEED]

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr size_t kInputBytesMax = 1 << 16;

void RunOne(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()),
                         input.size());
}

std::vector<std::string> ReadCorpus(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> corpus;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file),
                        std::istreambuf_iterator<char>());
  }
  return corpus;
}

class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, uint64_t seed)
      : corpus_(corpus), random_(seed) {}

  std::string Next() {
    std::string input = Pick();
    for (size_t steps = 1 + Below(4); steps > 0; --steps) Mutate(&input);
    input.resize(std::min(input.size(), kInputBytesMax));
    return input;
  }

 private:
  size_t Below(size_t bound) { return random_() % bound; }
  const std::string& Pick() { return corpus_[Below(corpus_.size())]; }

  void Mutate(std::string* input) {
    const size_t at = Below(input->size() + 1);
    const size_t left = input->size() - at;
    switch (Below(5)) {
      case 0:  // Another byte.
        if (left > 0) (*input)[at] = static_cast<char>(random_());
        break;
      case 1:  // Another bit.
        if (left > 0) (*input)[at] ^= static_cast<char>(1 << Below(8));
        break;
      case 2:  // A piece less.
        input->erase(at, Below(left + 1));
        break;
      case 3:  // A piece of another input.
        input->insert(at, Piece(Pick()));
        break;
      case 4:  // A piece again, and again: depth and length.
        for (size_t times = Below(32); times > 0; --times) {
          input->insert(at, Piece(*input).substr(0, 32));
        }
        break;
    }
  }

  std::string Piece(const std::string& from) {
    const size_t at = Below(from.size() + 1);
    return from.substr(at, Below(from.size() - at + 1));
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s CORPUS-FOLDER SECONDS [SEED]\n", argv[0]);
    return 2;
  }
  const std::vector<std::string> corpus = ReadCorpus(argv[1]);
  if (corpus.empty()) {
    std::fprintf(stderr, "%s holds no input\n", argv[1]);
    return 2;
  }
  for (const std::string& input : corpus) RunOne(input);

  const uint64_t seed =
      argc > 3 ? std::strtoull(argv[3], nullptr, 10) : std::random_device()();
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  Mutator mutator(corpus, seed);
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::seconds(std::atoi(argv[2]));
  uint64_t runs = 0;
  while (std::chrono::steady_clock::now() < end) {
    RunOne(mutator.Next());
    ++runs;
  }
  std::printf("%zu inputs and %llu mutations\n", corpus.size(),
              static_cast<unsigned long long>(runs));
  return 0;
}
