package io.vaultsnapshot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version and the commit that this tool was built from, as the build wrote them into {@code version.properties}. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("version.properties")) {
            build.load(in);
        }
        return new String[] {"vault-snapshot " + build.getProperty("version") + " (" + build.getProperty("commit") + ")"
        };
    }
}
