# Run at every build: writes OUTPUT from TEMPLATE with the state of git, only when it changed.
find_package(Git QUIET)
set(MINLIFE_GIT_COMMIT "unknown")
set(MINLIFE_GIT_DIRTY "false")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} rev-parse HEAD WORKING_DIRECTORY ${SOURCE_DIR}
                  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE status ERROR_QUIET)
  if(status EQUAL 0)
    set(MINLIFE_GIT_COMMIT ${commit})
    execute_process(COMMAND ${GIT_EXECUTABLE} status --porcelain --untracked-files=no
                    WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      set(MINLIFE_GIT_DIRTY "true")
    endif()
  endif()
endif()
# "fmt=9.1.0 ..." as C++ writes a map.
string(REGEX REPLACE "([^= ]+)=([^ ]*) ?" "{\"\\1\", \"\\2\"}, " MINLIFE_PACKAGES "${MINLIFE_PACKAGES}")
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
