package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.podnetwork.PodLink;
import io.vaultsnapshot.sandbox.pod.ContainerSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One container in the form that runc needs: a root file system and {@code config.json} (OCI runtime specification 1.0).
 * The containers of a pod share its network namespace.
 */
final class Bundle {
    private static final long CPU_PERIOD_MICROS = 100_000;

    /** Calls that change the machine or look into other processes. A runtime's default profile denies them. */
    private static final List<String> DENIED_CALLS = List.of(
            "add_key",
            "bpf",
            "delete_module",
            "finit_module",
            "init_module",
            "kexec_load",
            "keyctl",
            "mount",
            "open_by_handle_at",
            "perf_event_open",
            "pivot_root",
            "ptrace",
            "reboot",
            "request_key",
            "setns",
            "swapoff",
            "swapon",
            "umount2",
            "unshare",
            "userfaultfd");

    private static final List<String> CAPABILITY_SETS =
            List.of("bounding", "effective", "inheritable", "permitted", "ambient");

    private final JsonNode pod;
    private final JsonNode container;
    private final ContainerSpec spec;
    private final Image image;
    private final Map<String, Path> volumes;
    private final Path terminationMessage;
    private final PodLink link;

    Bundle(
            JsonNode pod,
            JsonNode container,
            Image image,
            Map<String, Path> volumes,
            Path terminationMessage,
            PodLink link) {
        this.pod = pod;
        this.container = container;
        this.spec = ContainerSpec.of(container);
        this.image = image;
        this.volumes = volumes;
        this.terminationMessage = terminationMessage;
        this.link = link;
    }

    /** Writes root file system and configuration into a folder. */
    void write(Path folder, String controlGroup) throws IOException {
        Path root = Files.createDirectories(folder.resolve("rootfs"));
        for (Map.Entry<String, String> link : image.links().entrySet()) {
            Path at = root.resolve(link.getKey().substring(1));
            Files.createDirectories(at.getParent());
            Files.createSymbolicLink(at, Path.of(link.getValue()));
        }
        Files.writeString(folder.resolve("config.json"), config(controlGroup).toPrettyString());
    }

    private ObjectNode config(String controlGroup) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("ociVersion", "1.0.2");
        config.put("hostname", pod.at("/metadata/name").asText());
        config.putObject("root")
                .put("path", "rootfs")
                .put(
                        "readonly",
                        container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
        config.set("process", process());
        config.set("mounts", mounts());
        config.set("linux", linux(controlGroup));
        return config;
    }

    private ObjectNode process() {
        ObjectNode process = JsonNodeFactory.instance.objectNode();
        process.put("terminal", false).put("cwd", "/").put("noNewPrivileges", true);
        ObjectNode user = process.putObject("user");
        user.put("uid", user("runAsUser")).put("gid", user("runAsGroup"));
        if (pod.at("/spec/securityContext").has("fsGroup")) {
            user.putArray("additionalGids")
                    .add(pod.at("/spec/securityContext/fsGroup").asInt());
        }
        ArrayNode arguments = process.putArray("args");
        spec.command().forEach(arguments::add);
        Map<String, String> environment = new LinkedHashMap<>(image.environment());
        environment.putAll(link.environment());
        environment.putAll(spec.environment());
        ArrayNode variables = process.putArray("env");
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        ObjectNode capabilities = process.putObject("capabilities");
        CAPABILITY_SETS.forEach(capabilities::putArray);
        return process;
    }

    private int user(String field) {
        JsonNode own = container.at("/securityContext/" + field);
        return own.isMissingNode() ? pod.at("/spec/securityContext/" + field).asInt() : own.asInt();
    }

    private ArrayNode mounts() {
        ArrayNode mounts = JsonNodeFactory.instance.arrayNode();
        mount(mounts, "/proc", "proc", "proc");
        mount(mounts, "/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k");
        mount(mounts, "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k");
        image.files().forEach((at, path) -> mount(mounts, at, "bind", path.toString(), "rbind", "ro"));
        link.files().forEach((at, path) -> mount(mounts, at, "bind", path.toString(), "rbind", "ro"));
        mount(
                mounts,
                container.path("terminationMessagePath").asText("/dev/termination-log"),
                "bind",
                terminationMessage.toString(),
                "rbind",
                "rw");
        for (ContainerSpec.Mount mount : spec.mounts()) {
            mount(mounts, mount.path(), "bind", volume(mount.volume()), "rbind", mount.readOnly() ? "ro" : "rw");
        }
        return mounts;
    }

    private String volume(String name) {
        Path path = volumes.get(name);
        if (path == null) {
            throw new IllegalArgumentException("the pod has no volume " + name);
        }
        return path.toString();
    }

    private static void mount(ArrayNode mounts, String at, String type, String source, String... options) {
        ObjectNode mount = mounts.addObject();
        mount.put("destination", at).put("type", type).put("source", source);
        ArrayNode list = mount.putArray("options");
        List.of(options).forEach(list::add);
    }

    private ObjectNode linux(String controlGroup) {
        ObjectNode linux = JsonNodeFactory.instance.objectNode();
        linux.put("cgroupsPath", controlGroup);
        ArrayNode namespaces = linux.putArray("namespaces");
        List.of("pid", "ipc", "uts", "mount")
                .forEach(kind -> namespaces.addObject().put("type", kind));
        namespaces
                .addObject()
                .put("type", "network")
                .put("path", link.namespace().toString());
        JsonNode limits = container.at("/resources/limits");
        ObjectNode resources = linux.putObject("resources");
        if (limits.has("memory")) {
            resources
                    .putObject("memory")
                    .put("limit", Quantity.bytes(limits.get("memory").asText()));
        }
        if (limits.has("cpu")) {
            BigDecimal cores = Quantity.amount(limits.get("cpu").asText());
            resources
                    .putObject("cpu")
                    .put("period", CPU_PERIOD_MICROS)
                    .put(
                            "quota",
                            cores.multiply(BigDecimal.valueOf(CPU_PERIOD_MICROS))
                                    .longValue());
        }
        linux.putArray("maskedPaths").add("/proc/kcore").add("/proc/keys");
        linux.putArray("readonlyPaths").add("/proc/sys").add("/proc/sysrq-trigger");
        if (pod.at("/spec/securityContext").has("seccompProfile")) {
            linux.set("seccomp", seccomp());
        }
        return linux;
    }

    private static ObjectNode seccomp() {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        profile.put("defaultAction", "SCMP_ACT_ALLOW");
        ObjectNode denied = profile.putArray("syscalls").addObject();
        denied.put("action", "SCMP_ACT_ERRNO");
        ArrayNode names = denied.putArray("names");
        DENIED_CALLS.forEach(names::add);
        return profile;
    }
}
