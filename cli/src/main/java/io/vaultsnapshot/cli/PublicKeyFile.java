package io.vaultsnapshot.cli;

import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A public key in a file, in PEM. It is the key of every signature: no other key passes. */
final class PublicKeyFile implements ITypeConverter<PublicKeys> {
    @Override
    public PublicKeys convert(String file) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64(Files.readString(Path.of(file))));
            KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return arn -> encoded;
        } catch (IOException | IllegalArgumentException | GeneralSecurityException notAKey) {
            throw new TypeConversionException("'" + file + "' is not an elliptic curve public key in PEM");
        }
    }

    private static String base64(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    }
}
