package io.vaultsnapshot.verifier.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * Which providers compute SHA-256 and the encryption of TLS.
 *
 * <p>Lambda stops the JIT at level 1, and there the JDK uses none of the processor's instructions for either: reading over
 * TLS is then several times slower. Amazon Corretto Crypto Provider is native code that always uses them.
 *
 * @param sha256 the provider of SHA-256, with its version
 * @param tls the provider of AES-GCM, which TLS 1.3 encrypts with
 * @param loadingError why the native provider could not be loaded, or empty when it is in use
 */
public record CryptoInUse(String sha256, String tls, Optional<String> loadingError) {
    /**
     * Makes the native provider the first one of this JVM, if it can be loaded; otherwise the JDK's providers stay. TLS takes
     * its provider when a connection is opened, so this must be called before the first client is created.
     */
    public static CryptoInUse install() {
        Optional<String> error = failureToLoad();
        if (error.isEmpty()) {
            AmazonCorrettoCryptoProvider.install();
        }
        return of(error);
    }

    /** Returns the JDK's own providers, or whatever else this JVM was configured with. */
    public static CryptoInUse asConfigured() {
        return of(Optional.empty());
    }

    /** Returns whether the JDK computes, because the native provider could not be loaded. */
    public boolean isSlow() {
        return loadingError.isPresent();
    }

    private static CryptoInUse of(Optional<String> error) {
        try {
            return new CryptoInUse(
                    text(MessageDigest.getInstance("SHA-256").getProvider()),
                    text(Cipher.getInstance("AES/GCM/NoPadding").getProvider()),
                    error);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has neither SHA-256 nor AES-GCM", impossible);
        }
    }

    private static String text(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** A library that does not fit this processor or this system fails in other ways than the provider's own. */
    private static Optional<String> failureToLoad() {
        try {
            return Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError())
                    .map(String::valueOf);
        } catch (LinkageError unusable) {
            return Optional.of(String.valueOf(unusable));
        }
    }
}
