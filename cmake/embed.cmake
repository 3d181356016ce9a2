cmake_policy(SET CMP0057 NEW)
# Writes OUTPUT, a C++ file that holds the text of each of SOURCES and MODULES
# (names in DIRECTORY) as kPreludeSources of vm/prelude/prelude_sources.h, and of
# each of LIBRARY as its kLibrarySources.
set(text "#include \"vm/prelude/prelude_sources.h\"\n\nnamespace midge::vm {\n\n")
function(append_sources array count_name)
  set(count 0)
  set(lines "")
  foreach(source ${ARGN})
    file(READ ${DIRECTORY}/${source} content)
    set(module "_prelude")
    if(NOT source IN_LIST SOURCES)
      get_filename_component(module ${source} NAME_WE)
    endif()
    string(APPEND lines
           "    {\"${source}\", \"${module}\", R\"~~~(${content})~~~\"},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  set(text "${text}const PreludeSource ${array}[] = {\n${lines}};\nconst int ${count_name} = ${count};\n\n"
      PARENT_SCOPE)
endfunction()
append_sources(kPreludeSources kPreludeSourceCount ${SOURCES} ${MODULES})
append_sources(kLibrarySources kLibrarySourceCount ${LIBRARY})
string(APPEND text "}  // namespace midge::vm\n")
file(WRITE ${OUTPUT} "${text}")
