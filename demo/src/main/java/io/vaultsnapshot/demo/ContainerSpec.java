package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One container of a Pod spec, as far as a kubelet without images needs it.
 *
 * @param name its name
 * @param command the program and its arguments
 * @param environment its variables
 * @param mounts the volume mounted at each path
 */
record ContainerSpec(String name, List<String> command, Map<String, String> environment, Map<String, String> mounts) {

    static ContainerSpec of(JsonObject spec) {
        List<String> command = new ArrayList<>(spec.texts("command"));
        command.addAll(spec.texts("args"));
        String name = spec.text("name");
        if (spec.texts("command").isEmpty()) {
            throw new DemoException("container " + name + " has no command, and the demo has no image to take it from");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonObject variable : spec.objects("env")) {
            environment.put(
                    variable.text("name"), variable.optionalText("value").orElse(""));
        }
        Map<String, String> mounts = new LinkedHashMap<>();
        for (JsonObject mount : spec.objects("volumeMounts")) {
            mounts.put(mount.text("mountPath"), mount.text("name"));
        }
        return new ContainerSpec(name, List.copyOf(command), environment, mounts);
    }

    static List<ContainerSpec> listOf(List<JsonObject> specs) {
        return specs.stream().map(ContainerSpec::of).toList();
    }
}
