package io.vaultsnapshot.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar that is deployed: what it must carry by the licences of what is in it, and how large it may become. */
class VerifierJarIT {
    private static final Path JAR = Path.of("target/verifier.jar");
    private static final Path BILL_OF_MATERIALS = Path.of("target/verifier.cdx.json");
    private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");
    /** Every byte is downloaded and unpacked in a cold start. 3 MB are the native crypto library, 13 MB the SDK. */
    private static final long BUDGET_BYTES = 22_000_000;

    private static final int ELF_AARCH64 = 183;

    private static final Pattern LEGAL_TEXT = Pattern.compile("META-INF/([^/]*-)?(LICENSE|NOTICE)(\\.txt|\\.md)?");
    private static final Pattern COPYRIGHT_LINE = Pattern.compile("(?m)^.*\\bCopyright\\b.*$");

    @Test
    void legalTexts_ofEveryPackagedLibrary_areInTheJar() throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            String ours = oneSpace(legalText(jar));
            for (String path : classPathJars()) {
                try (ZipFile library = new ZipFile(path)) {
                    if (holds(jar, library)) {
                        names.add(Path.of(path).getFileName().toString().replaceAll("-[0-9].*", ""));
                        copyrightLines(library)
                                .filter(line -> !ours.contains(line))
                                .forEach(missing::add);
                    }
                }
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(names.containsAll(List.of("jackson-core", "s3", "slf4j-api")), names::toString);
    }

    @Test
    void licence_ofThisProject_isTheOneInTheRepository() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertEquals(Files.readString(Path.of("../LICENSE")), text(jar, jar.getEntry("META-INF/LICENSE")));
            String copyright = Files.readAllLines(Path.of("../NOTICE")).get(1);
            assertTrue(text(jar, jar.getEntry("META-INF/NOTICE")).contains(copyright), copyright);
        }
    }

    @Test
    void nativeCrypto_isForTheFunctionsProcessor_withItsLicences() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            ZipEntry library = jar.getEntry("com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so");
            byte[] elf = jar.getInputStream(library).readNBytes(20);
            assertEquals(ELF_AARCH64, elf[18] & 0xff, "the field e_machine of the ELF header");
            assertTrue(legalText(jar).contains("Amazon Corretto Crypto Provider"));
            assertTrue(legalText(jar).contains("AWS Lib Crypto is a fork of BoringSSL"));
        }
    }

    @Test
    void size_ofTheJar_isWithinItsBudget() throws IOException {
        assertTrue(Files.size(JAR) <= BUDGET_BYTES, () -> JAR + " has more than " + BUDGET_BYTES + " bytes");
    }

    @Test
    void billOfMaterials_namesEveryPackagedLibraryAndNoOther_withItsLicence() throws IOException {
        // The plugin works online only. .ci/run fails without the file.
        assumeTrue(Files.exists(BILL_OF_MATERIALS), "Maven is offline, so no bill of materials was written");
        Set<String> packaged = new TreeSet<>();
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            for (String path : classPathJars()) {
                try (ZipFile library = new ZipFile(path)) {
                    if (holds(jar, library)) {
                        packaged.add(String.valueOf(Path.of(path).getFileName()));
                    }
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        JsonObject bill = new JsonObject(Json.read(BILL_OF_MATERIALS));
        for (JsonObject each : bill.objects("components")) {
            listed.add(fileName(each));
            JsonObject licence = each.objects("licenses").get(0).object("license");
            assertTrue(licence.optionalText("id").isPresent(), () -> "no licence: " + each.text("name"));
        }
        assertEquals(packaged, listed);
    }

    /** As Maven names the file. The modules of this build have names without a version. */
    private static String fileName(JsonObject component) {
        String name = component.text("name");
        if (component.text("group").equals("io.vaultsnapshot")) {
            return name + ".jar";
        }
        Matcher classifier = CLASSIFIER.matcher(component.text("purl"));
        return name + "-" + component.text("version") + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static List<String> classPathJars() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(path -> path.endsWith(".jar"))
                .collect(Collectors.toList());
    }

    private static Stream<String> copyrightLines(ZipFile library) {
        return COPYRIGHT_LINE.matcher(legalText(library)).results().map(line -> oneSpace(line.group()));
    }

    /** Returns whether the library was packaged: whether its first class is in the jar. */
    private static boolean holds(ZipFile jar, ZipFile library) {
        return library.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class") && !name.contains("-info.") && !name.startsWith("META-INF/"))
                .findFirst()
                .map(name -> jar.getEntry(name) != null)
                .orElse(false);
    }

    private static String legalText(ZipFile file) {
        Stream<? extends ZipEntry> texts = file.stream()
                .filter(entry -> LEGAL_TEXT.matcher(entry.getName()).matches());
        return texts.map(entry -> text(file, entry)).collect(Collectors.joining("\n"));
    }

    private static String text(ZipFile file, ZipEntry entry) {
        try (InputStream body = file.getInputStream(entry)) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String oneSpace(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
