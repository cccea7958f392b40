/* address.c - is an address one of the public internet? After IANA's registries of special-purpose addresses (RFC 6890 and what
 * followed it). An IPv6 address that carries an IPv4 one is as public as that. */
#include "fetch/fetch_int.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static const struct { uint32_t net; uint8_t bits; } NOT_PUBLIC[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* shared by carriers */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local, and clouds' metadata */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocol assignments */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relays */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 3},  /* multicast, reserved, broadcast */
};

static bool public4(uint32_t a) {
    for (size_t i = 0; i < RD_ARRAY_LEN(NOT_PUBLIC); i++)
        if ((a ^ NOT_PUBLIC[i].net) >> (32 - NOT_PUBLIC[i].bits) == 0)
            return false;
    return true;
}

static uint32_t word(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool public6(const uint8_t a[16]) {
    static const uint8_t zero[12], mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const uint8_t nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (memcmp(a, zero, 12) == 0) /* unspecified, loopback, IPv4-compatible */
        return false;
    if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
        return public4(word(a + 12));
    if (a[0] == 0x20 && a[1] == 0x02) /* 6to4 */
        return public4(word(a + 2));
    if ((a[0] & 0xE0) != 0x20) /* 2000::/3 is what is global: no unique local, link-local, multicast */
        return false;
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) /* documentation */
        return false;
    if (a[0] == 0x3F && a[1] == 0xFF && a[2] < 0x10) /* 3fff::/20, documentation */
        return false;
    return !(a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02); /* 2001::/23: Teredo, benchmarks, ORCHID */
}

bool rd_fetch_public(const struct sockaddr *sa) {
    if (sa->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, sa, sizeof in);
        return public4(ntohl(in.sin_addr.s_addr));
    }
    if (sa->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, sa, sizeof in);
        return public6(in.sin6_addr.s6_addr);
    }
    return false;
}
