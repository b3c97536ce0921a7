# find_package(minlife CONFIG REQUIRED): minlife::life, minlife::life_png (pictures), minlife::nn,
# minlife::task and minlife::harness. What their archives link comes with them.
include(CMakeFindDependencyMacro)
find_dependency(fmt 9)
find_dependency(OpenMP COMPONENTS CXX)
find_dependency(OpenSSL)
find_dependency(PNG)
include(${CMAKE_CURRENT_LIST_DIR}/minlifeTargets.cmake)
