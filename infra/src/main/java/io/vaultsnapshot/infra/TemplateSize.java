package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of each {@link StackLimit} a template uses. AWS would refuse it in the middle of a deployment. */
final class TemplateSize {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<StackLimit, Long> used = new EnumMap<>(StackLimit.class);

    private TemplateSize() {}

    /** Measures the file that is deployed. */
    static TemplateSize of(Path template) {
        try {
            return of(JSON.readTree(template.toFile()), Files.size(template));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Measures a template that has so many bytes as a file. */
    static TemplateSize of(JsonNode template, long bytes) {
        TemplateSize size = new TemplateSize();
        size.note(StackLimit.TEMPLATE_BYTES, bytes);
        size.note(StackLimit.OUTPUTS, template.path("Outputs").size());
        size.note(StackLimit.PARAMETERS, template.path("Parameters").size());
        size.note(StackLimit.RESOURCES, template.path("Resources").size());
        template.path("Resources").forEach(size::resource);
        return size;
    }

    /** Returns how much it uses, the greatest number where the limit is on each of several things. */
    long used(StackLimit limit) {
        return used.getOrDefault(limit, 0L);
    }

    /** Returns a sentence for each limit that the template exceeds. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        used.forEach((limit, number) -> {
            if (number > limit.most()) {
                refusals.add(limit.refuse(number));
            }
        });
        return refusals;
    }

    private void resource(JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        switch (resource.path("Type").asText()) {
            case "AWS::IAM::Role" ->
                note(
                        StackLimit.ROLE_POLICIES,
                        properties.path("ManagedPolicyArns").size());
            // No value in a policy has white space, so its shortest form is what IAM counts. A reference to another
            // resource is longer than the ARN that replaces it, or about as long.
            case "AWS::IAM::ManagedPolicy" ->
                note(
                        StackLimit.POLICY_CHARACTERS,
                        properties.path("PolicyDocument").toString().length());
            case "AWS::CloudWatch::Dashboard" -> dashboard(body(properties.path("DashboardBody")));
            default -> {}
        }
    }

    private void dashboard(JsonNode body) {
        long metrics = 0;
        for (JsonNode widget : body.path("widgets")) {
            int inWidget = widget.at("/properties/metrics").size();
            metrics += inWidget;
            note(StackLimit.WIDGET_METRICS, inWidget);
            note(StackLimit.WIDGET_ALARMS, widget.at("/properties/alarms").size());
        }
        note(StackLimit.DASHBOARD_METRICS, metrics);
        note(StackLimit.DASHBOARD_WIDGETS, body.path("widgets").size());
    }

    /** Reads the body, whose text CDK joins from pieces and references. */
    private static JsonNode body(JsonNode text) {
        StringBuilder body = new StringBuilder();
        if (text.isTextual()) {
            body.append(text.asText());
        }
        text.at("/Fn::Join/1").forEach(piece -> body.append(piece.isTextual() ? piece.asText() : "reference"));
        try {
            return JSON.readTree(body.toString());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private void note(StackLimit limit, long number) {
        used.merge(limit, number, Math::max);
    }
}
