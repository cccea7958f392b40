/* banned.h - calls that the build refuses; included by every file through the compiler's -include flag.
 * Each has a bounded or locale-free counterpart in base/. */
#ifndef RD_BANNED_H
#define RD_BANNED_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GNUC__
#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok atoi atol atof sscanf scanf
#endif
#endif
