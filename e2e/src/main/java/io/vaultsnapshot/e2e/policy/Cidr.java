package io.vaultsnapshot.e2e.policy;

import java.util.Optional;

/**
 * A block of IPv4 addresses.
 *
 * @param first its first address, as a number
 * @param bits how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(long first, int bits) {
    /** Every address. */
    public static final Cidr ALL = new Cidr(0, 0);

    private static final int ADDRESS_BITS = 32;
    private static final int BYTES = 4;
    private static final int BYTE = 256;

    /** Clears the other bits. The API server accepts a block that has some of them set. */
    public Cidr {
        first = first & mask(bits);
    }

    /** Returns the block of one address. */
    public static Cidr of(String address) {
        return new Cidr(number(address), ADDRESS_BITS);
    }

    /** Reads {@code ADDRESS/BITS}. Returns nothing for a block of IPv6 addresses: the pods here have none. */
    public static Optional<Cidr> parse(String text) {
        if (text.contains(":")) {
            return Optional.empty();
        }
        String[] parts = text.split("/", 2);
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
        if (bits < 0 || bits > ADDRESS_BITS) {
            throw new IllegalArgumentException(text + " is not a block of addresses");
        }
        return Optional.of(new Cidr(number(parts[0]), bits));
    }

    /** Returns whether an address is in it. */
    public boolean contains(String address) {
        return (number(address) & mask(bits)) == first;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (ADDRESS_BITS - bits);
    }

    private static long number(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != BYTES) {
            throw new IllegalArgumentException(address + " is not an IPv4 address");
        }
        long number = 0;
        for (String part : parts) {
            int value = Integer.parseInt(part);
            if (value < 0 || value >= BYTE) {
                throw new IllegalArgumentException(address + " is not an IPv4 address");
            }
            number = number * BYTE + value;
        }
        return number;
    }

    /** Returns {@code ADDRESS/BITS}. */
    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d".formatted(first >> 24 & 255, first >> 16 & 255, first >> 8 & 255, first & 255, bits);
    }
}
