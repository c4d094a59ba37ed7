#ifndef CPROCESSOR_H
#define CPROCESSOR_H

/// The highest x86-64 level that processor and system support: 4 (AVX-512), 3 (AVX2 and FMA) or 1; 0 elsewhere.
static inline int cprocessor_x86_64_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
        return 4;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi")
        && __builtin_cpu_supports("bmi2")) {
        return 3;
    }
    return 1;
#else
    return 0;
#endif
}

/// Asks for the cache line at an address, without waiting for it.
static inline void cprocessor_prefetch(const void *address) {
    __builtin_prefetch(address);
}

/// Tells the processor that a thread waits in a loop, so that it spends little on it.
static inline void cprocessor_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

#endif
