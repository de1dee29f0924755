package io.vaultsnapshot.snapshot.archive;

import java.util.Arrays;
import java.util.Random;

/** Small ways to damage bytes, as memory, disks, networks and programs do. */
enum Mutation {
    BIT_FLIP {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return flipped(bytes, 1, random);
        }
    },
    BITS_FLIP {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return flipped(bytes, 2 + random.nextInt(7), random);
        }
    },
    DELETION {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + length(random));
            return GzipBytes.join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
        }
    },
    INSERTION {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] inserted = new byte[length(random)];
            random.nextBytes(inserted);
            return inserted(bytes, random.nextInt(bytes.length + 1), inserted);
        }
    },
    REPETITION {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + length(random));
            return inserted(bytes, at, Arrays.copyOfRange(bytes, at, end));
        }
    },
    SWAP {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] swapped = bytes.clone();
            int a = random.nextInt(bytes.length);
            // Half of them close together, where they may lie in the same header or line.
            int b = random.nextBoolean() ? random.nextInt(bytes.length) : Math.min(bytes.length - 1, a + 1);
            swapped[a] = bytes[b];
            swapped[b] = bytes[a];
            return swapped;
        }
    },
    ZEROS {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] zeroed = bytes.clone();
            int at = random.nextInt(bytes.length);
            Arrays.fill(zeroed, at, Math.min(bytes.length, at + length(random)), (byte) 0);
            return zeroed;
        }
    },
    APPENDIX {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return switch (random.nextInt(3)) {
                case 0 -> GzipBytes.join(bytes, new byte[length(random)]);
                case 1 -> GzipBytes.join(bytes, Arrays.copyOf(bytes, length(random)));
                default -> GzipBytes.join(bytes, bytes);
            };
        }
    },
    CUT {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    };

    /** Returns a damaged copy; by chance it may be undamaged. */
    abstract byte[] of(byte[] bytes, Random random);

    static Mutation any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    private static int length(Random random) {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(600) : 1 + random.nextInt(4);
    }

    private static byte[] flipped(byte[] bytes, int count, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < count; i++) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] inserted) {
        return GzipBytes.join(Arrays.copyOf(bytes, at), inserted, Arrays.copyOfRange(bytes, at, bytes.length));
    }
}
