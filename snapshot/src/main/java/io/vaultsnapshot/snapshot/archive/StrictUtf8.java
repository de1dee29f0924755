package io.vaultsnapshot.snapshot.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes UTF-8 and refuses what is not, where the JDK's strings would put replacement characters. */
final class StrictUtf8 {
    private StrictUtf8() {}

    /** Returns the text, or empty when the bytes are not UTF-8. */
    static Optional<String> decode(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Returns whether the bytes are UTF-8; a quick look suffices for the ASCII that storage keys are. */
    static boolean isValid(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return decode(bytes, length).isPresent();
            }
        }
        return true;
    }
}
