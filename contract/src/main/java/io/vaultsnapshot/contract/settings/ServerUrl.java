package io.vaultsnapshot.contract.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a server: no path, no user.
 *
 * @param scheme {@code http} or {@code https}
 * @param host its name or address
 * @param declaredPort the port that the URL names, or empty when the scheme's own is meant
 */
public record ServerUrl(String scheme, String host, OptionalInt declaredPort) {
    private static final Pattern FORM = Pattern.compile("(https?)://([A-Za-z0-9.-]+)(?::([1-9][0-9]{0,4}))?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern SERVICE = Pattern.compile("([^.]+\\.)+svc(\\..*)?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static ServerUrl of(String scheme, String host) {
        return new ServerUrl(scheme, host, OptionalInt.empty());
    }

    static ServerUrl of(String scheme, String host, int port) {
        return new ServerUrl(scheme, host, OptionalInt.of(port));
    }

    /** Returns the URL, or empty when the text is none. */
    public static Optional<ServerUrl> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3);
        OptionalInt declared = port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
        return declared.orElse(0) > HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(new ServerUrl(matcher.group(1), matcher.group(2), declared));
    }

    /** Returns whether the host is a Service of the cluster: {@code vault} or {@code vault.vault.svc…}. */
    public boolean isService() {
        return !host.contains(".")
                || SERVICE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return declaredPort.orElse(scheme.equals("https") ? HTTPS : HTTP);
    }

    /** Returns whether the host is an IPv4 address in four decimal numbers, as Kubernetes writes one. */
    public boolean isIpv4() {
        return IPV4.matcher(host).matches();
    }

    /** Returns the URL as it is written. */
    @Override
    public String toString() {
        return scheme + "://" + host + (declaredPort.isPresent() ? ":" + declaredPort.getAsInt() : "");
    }
}
