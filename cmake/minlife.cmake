# One set of flags for all code, and libraries that see only what they link.

# -ffp-contract=fast: strict C++ mode would switch fused multiply-adds off. -Wno-psabi: how vectors wider
# than the CPU's are passed matters only between libraries built differently.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-psabi -ffp-contract=fast
                    -fno-math-errno)
if(MINLIFE_NATIVE)
  add_compile_options(-march=native)
endif()
if(MINLIFE_WERROR)
  add_compile_options(-Werror)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

# minlife_library(NAME <name> FOLDER <folder> SOURCES ... [PUBLIC ...] [PRIVATE ...] [HEADER_ONLY ...])
# makes minlife::<name>. Its headers are reached as "<folder>/x.h" through an include root that
# holds this one folder, so a header of a library that is not linked is not found. HEADER_ONLY: private
# libraries without an archive, which a client of the installed library does not need.
function(minlife_library)
  cmake_parse_arguments(arg "" "NAME;FOLDER" "SOURCES;PUBLIC;PRIVATE;HEADER_ONLY" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/include/${arg_NAME})
  cmake_path(GET arg_FOLDER PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/${parent})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${arg_FOLDER} ${root}/${arg_FOLDER} SYMBOLIC)
  add_library(minlife_${arg_NAME} STATIC ${arg_SOURCES})
  add_library(minlife::${arg_NAME} ALIAS minlife_${arg_NAME})
  target_include_directories(minlife_${arg_NAME} PUBLIC $<BUILD_INTERFACE:${root}>)
  list(TRANSFORM arg_HEADER_ONLY REPLACE "(.+)" "$<BUILD_INTERFACE:\\1>")
  target_link_libraries(minlife_${arg_NAME} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} ${arg_HEADER_ONLY})
endfunction()

# minlife_tests(<name> LINK <libraries> SOURCES ...): one GoogleTest program, one ctest entry a case.
function(minlife_tests name)
  cmake_parse_arguments(arg "" "" "LINK;SOURCES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    MINLIFE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" MINLIFE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_precompile_headers(${name} REUSE_FROM minlife_test_headers)
  # Tests of another build on this machine must not find the same files.
  set(temporary ${PROJECT_BINARY_DIR}/tests/tmp)
  file(MAKE_DIRECTORY ${temporary})
  gtest_discover_tests(${name} PROPERTIES TIMEOUT 300 ENVIRONMENT TEST_TMPDIR=${temporary})
endfunction()
