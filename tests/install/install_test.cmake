# Installs BUILD, moves what was installed, builds the client with it as BUILD was built, and runs the
# programs of both; everything lies in WORK.
function(run)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output ERROR_VARIABLE output
                  ECHO_OUTPUT_VARIABLE ECHO_ERROR_VARIABLE COMMAND_ERROR_IS_FATAL ANY)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect text pattern)
  if(NOT text MATCHES "${pattern}")
    message(FATAL_ERROR "expected ${pattern} in:\n${text}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/first)
file(RENAME ${WORK}/first ${WORK}/prefix)
file(GLOB programs ${WORK}/prefix/bin/*)
foreach(name cost deployment export_header life merge overcompleteness summarise)
  expect("${programs}" "/bin/${name}(;|$)")
endforeach()
foreach(program ${programs})
  run(${program} --version)
  expect("${output}" "^minlife ${VERSION} ")
endforeach()

run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/client -B ${WORK}/client -G ${GENERATOR}
    -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_BUILD_TYPE=${BUILD_TYPE}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS}
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)
if(NATIVE)
  file(READ ${WORK}/client/compile_commands.json commands)
  expect("${commands}" "-march=native")
endif()
run(${CMAKE_COMMAND} --build ${WORK}/client)
run(${WORK}/client/board)
expect("${output}" "^0 of 1024 cells wrong, alive\n$")
run(${WORK}/client/noise --out ${WORK}/out --quiet)
file(READ ${WORK}/out/noise.csv rows)
expect("${rows}" "^deviation,trial,seed,solved,window_errors\n")
expect("${rows}" "\n0,0,0x[0-9a-f]+,1,0\n")
expect("${rows}" "\n0,1,0x[0-9a-f]+,1,0\n")
expect("${rows}" "\n100,1,0x[0-9a-f]+,0,[1-9][0-9]*\n")
