#ifndef METACHRON_CCRYPTO_SHIM_H
#define METACHRON_CCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
