cmake_policy(SET CMP0057 NEW)
# Writes OUTPUT, a C++ file that holds the text of each of SOURCES and MODULES
# (names in DIRECTORY) as kPreludeSources of vm/prelude/prelude_sources.h.
set(text "#include \"vm/prelude/prelude_sources.h\"\n\nnamespace midge::vm {\n\n")
string(APPEND text "const PreludeSource kPreludeSources[] = {\n")
set(count 0)
foreach(source ${SOURCES} ${MODULES})
  file(READ ${DIRECTORY}/${source} content)
  set(module "_prelude")
  if(source IN_LIST MODULES)
    string(REGEX REPLACE "\\.py$" "" module ${source})
  endif()
  string(APPEND text
         "    {\"${source}\", \"${module}\", R\"~~~(${content})~~~\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND text "};\nconst int kPreludeSourceCount = ${count};\n\n")
string(APPEND text "}  // namespace midge::vm\n")
file(WRITE ${OUTPUT} "${text}")
