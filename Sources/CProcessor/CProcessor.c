// The module is its header; a target needs a source.
#include "CProcessor.h"
