package io.vaultsnapshot.snapshot.archive.state;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks that bytes are UTF-8. The JDK's strings would put replacement characters instead of failing. */
final class StrictUtf8 {
    private StrictUtf8() {}

    /** Returns whether the bytes are UTF-8. Most storage keys are ASCII, which needs no decoder. */
    static boolean isValid(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return decodes(bytes, length);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
