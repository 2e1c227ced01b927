#include "vega_runtime.h"

// Made by .ci/setup; not kept with the sources.
#if __has_embed("generated/vega-bundle.js")
static const unsigned char bundle[] = {
#embed "generated/vega-bundle.js"
};

const unsigned char *metachron_vega_runtime(size_t *count) {
  *count = sizeof bundle;
  return bundle;
}
#else
const unsigned char *metachron_vega_runtime(size_t *count) {
  *count = 0;
  return NULL;
}
#endif
