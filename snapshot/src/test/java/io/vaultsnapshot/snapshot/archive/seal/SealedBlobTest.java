package io.vaultsnapshot.snapshot.archive.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.archive.StateBytes;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The blob comes from a file that may be hostile. */
class SealedBlobTest {
    private static final String ARN = "arn:aws:kms:eu-north-1:111122223333:key/1";

    @Test
    void parse_wholeBlob_isRead() {
        SealedBlob blob = SealedBlob.parse(whole().bytes()).orElseThrow();

        assertEquals(ARN, blob.keyId());
        assertArrayEquals(new byte[] {1, 2, 3}, blob.ciphertext());
        assertArrayEquals(new byte[12], blob.iv());
        assertArrayEquals(new byte[] {9}, blob.wrappedKey());
    }

    @Test
    void parse_fieldsOfANewerServer_areSteppedOver() {
        StateBytes newer = new StateBytes()
                .varint(64)
                .varint(-1)
                .varint(73)
                .raw(new byte[8])
                .varint(85)
                .raw(new byte[4])
                .field(11, new byte[100])
                .raw(whole().bytes());

        assertEquals(ARN, SealedBlob.parse(newer.bytes()).orElseThrow().keyId());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("text", "sealed sums".getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "length past the end",
                        new StateBytes().varint(42).varint(1000).bytes()),
                Arguments.of(
                        "length of 2^63",
                        new StateBytes().varint(42).varint(Long.MIN_VALUE).bytes()),
                Arguments.of(
                        "endless varint",
                        new StateBytes()
                                .raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})
                                .bytes()),
                Arguments.of(
                        "field number 0", new StateBytes().varint(2).varint(0).bytes()),
                Arguments.of("group", new StateBytes().varint(43).bytes()),
                Arguments.of(
                        "key info is no message",
                        new StateBytes().field(5, new byte[] {-1}).bytes()),
                Arguments.of(
                        "no ciphertext", new StateBytes().field(5, new byte[0]).bytes()),
                Arguments.of(
                        "shamir without a whole tag",
                        new StateBytes()
                                .field(1, new byte[27])
                                .field(5, new byte[0])
                                .bytes()),
                Arguments.of(
                        "countless fields", new StateBytes().raw(new byte[4000]).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void parse_unreadable_isEmpty(String name, byte[] bytes) {
        assertEquals(Optional.empty(), SealedBlob.parse(bytes), name);
    }

    @Test
    void parse_shamir_namesNoKey() {
        SealedBlob blob = SealedBlob.parse(new StateBytes()
                        .field(1, new byte[76])
                        .field(5, new byte[0])
                        .bytes())
                .orElseThrow();

        assertTrue(blob.isShamir());
        assertEquals("", blob.keyId());
    }

    @ParameterizedTest
    @ValueSource(strings = {ARN + "\nforged", "\u001b[31m" + ARN, "schl\u00fcssel"})
    void parse_hostileKeyId_isEscapedAndCut(String id) {
        SealedBlob blob = SealedBlob.parse(keyId(id)).orElseThrow();

        assertTrue(blob.keyId().chars().allMatch(Printable::isPlain), blob::keyId);
        assertFalse(blob.isShamir());
        assertEquals(
                512,
                SealedBlob.parse(keyId(id.repeat(600))).orElseThrow().keyId().length());
    }

    @Test
    void parse_everyPrefixAndRandomChange_neverFails() {
        byte[] whole = whole().bytes();
        for (int length = 0; length < whole.length; length++) {
            SealedBlob.parse(Arrays.copyOf(whole, length));
        }
        Random random = new Random(20_261_124L);
        int parsed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Optional<SealedBlob> blob = SealedBlob.parse(changed);
            if (blob.isPresent()) {
                parsed++;
                assertTrue(blob.get().keyId().chars().allMatch(Printable::isPlain), "number " + i);
            }
        }
        assertTrue(parsed > 1000, "changes that can be read: " + parsed);
    }

    private static StateBytes whole() {
        return new StateBytes()
                .field(1, new byte[] {1, 2, 3})
                .field(2, new byte[12])
                .field(
                        5,
                        new StateBytes()
                                .varint(8)
                                .varint(1)
                                .field(3, ARN.getBytes(StandardCharsets.UTF_8))
                                .field(5, new byte[] {9})
                                .bytes());
    }

    private static byte[] keyId(String text) {
        return new StateBytes()
                .field(1, new byte[] {1})
                .field(
                        5,
                        new StateBytes()
                                .field(3, text.getBytes(StandardCharsets.UTF_8))
                                .bytes())
                .bytes();
    }
}
