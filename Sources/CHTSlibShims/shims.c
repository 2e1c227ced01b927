#include "CHTSlibShims.h"
