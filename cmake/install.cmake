# cmake --install: the programs; the libraries that a program or a study of one's own links, with the CMake
# package `minlife` that finds them; and their headers, under one root.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/minlife)
set(headers ${CMAKE_INSTALL_INCLUDEDIR}/minlife)

# All that is made in studies/ itself is a program.
get_property(studies DIRECTORY studies PROPERTY BUILDSYSTEM_TARGETS)
install(TARGETS cost deployment export_header life_program summarise ${studies})

foreach(library base life life_png nn task harness)
  set_target_properties(minlife_${library} PROPERTIES EXPORT_NAME ${library})
  install(TARGETS minlife_${library} EXPORT minlife INCLUDES DESTINATION ${headers})
endforeach()
# Headers hold vectors of 512 bits, and code that shares them must agree on the CPU: it says how they are
# passed, and which instructions an inline function is made of. So clients are compiled as the libraries
# were, must not choose another CPU, and with a native build run on machines like the one that built it.
target_compile_features(minlife_base INTERFACE $<INSTALL_INTERFACE:cxx_std_20>)
target_compile_options(minlife_base INTERFACE
  "$<INSTALL_INTERFACE:-Wno-psabi;$<$<BOOL:${MINLIFE_NATIVE}>:-march=native>>")

install(DIRECTORY base life nn DESTINATION ${headers}
  FILES_MATCHING PATTERN "*.h"
  PATTERN examples EXCLUDE
  # of the program `life`
  REGEX "life/(arguments|commands|pattern_argument|population_run|run_outputs)\\.h$" EXCLUDE)
install(DIRECTORY studies/harness studies/task DESTINATION ${headers}/studies
  FILES_MATCHING PATTERN "*.h")

install(EXPORT minlife NAMESPACE minlife:: FILE minlifeTargets.cmake DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/minlifeConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES cmake/minlifeConfig.cmake ${PROJECT_BINARY_DIR}/minlifeConfigVersion.cmake
        DESTINATION ${package})
