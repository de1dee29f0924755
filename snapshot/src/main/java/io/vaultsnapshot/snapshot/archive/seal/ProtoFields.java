package io.vaultsnapshot.snapshot.archive.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The length-delimited fields of one small protobuf message. The bytes may be hostile. Fields of other wire types are
 * skipped, and a message with a field that does not end where it should is not read at all. Of a field that occurs
 * twice the last one counts, as protobuf says.
 *
 * <p>Source: the Protocol Buffers documentation, "Encoding".
 */
final class ProtoFields {
    private static final int FIELD_LIMIT = 64;
    private static final int VARINT_BYTES = 10;

    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean broken;

    private ProtoFields(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Returns the fields by their numbers, or empty when the bytes are not such a message. */
    static Optional<Map<Integer, byte[]>> parse(byte[] bytes) {
        return parseRepeated(bytes).map(fields -> {
            Map<Integer, byte[]> last = new HashMap<>();
            fields.forEach((number, values) -> last.put(number, values.get(values.size() - 1)));
            return last;
        });
    }

    /** Returns the same with every occurrence of a field, in their order. */
    static Optional<Map<Integer, List<byte[]>>> parseRepeated(byte[] bytes) {
        return new ProtoFields(bytes, bytes.length).read();
    }

    private Optional<Map<Integer, List<byte[]>>> read() {
        Map<Integer, List<byte[]>> fields = new HashMap<>();
        for (int count = 0; position < end; count++) {
            long tag = varint();
            long number = tag >>> 3;
            if (broken || count == FIELD_LIMIT || number == 0 || number > 0x1fff_ffff) {
                return Optional.empty();
            }
            switch ((int) tag & 7) {
                case 0 -> varint();
                case 1 -> take(8);
                case 2 ->
                    fields.computeIfAbsent((int) number, first -> new ArrayList<>())
                            .add(take(varint()));
                case 5 -> take(4);
                default -> broken = true;
            }
            if (broken) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private byte[] take(long length) {
        if (length < 0 || length > end - position) {
            broken = true;
            return new byte[0];
        }
        position += (int) length;
        return Arrays.copyOfRange(bytes, position - (int) length, position);
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES && position < end; i++) {
            byte read = bytes[position++];
            value |= (long) (read & 0x7f) << (7 * i);
            if (read >= 0) {
                return value;
            }
        }
        broken = true;
        return -1;
    }
}
