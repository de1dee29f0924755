package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.aws.AwsRegion;
import io.vaultsnapshot.contract.aws.IamPrincipalArn;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.aws.ResourceTag;
import io.vaultsnapshot.contract.schedule.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of a setting's value. It turns the raw value of a JSON document into the type that the program uses, and back.
 *
 * @param <T> the type that the program uses
 */
final class Form<T> {
    private static final String TYPE = "type";

    /** What a value may hold that ends between quotes in shell, in YAML or in an ARN. */
    private static final Predicate<String> PRINTABLE = Pattern.compile("[ -~]*").asMatchPredicate();

    private final String description;
    private final Map<String, ?> schema;
    private final Function<Object, Optional<T>> reader;
    private final Function<T, Optional<Object>> writer;

    private Form(
            String description,
            Map<String, ?> schema,
            Function<Object, Optional<T>> reader,
            Function<T, Optional<Object>> writer) {
        this.description = description;
        this.schema = schema;
        this.reader = reader;
        this.writer = writer;
    }

    /** Returns what is allowed, to follow the words "must be". */
    String description() {
        return description;
    }

    /**
     * Returns the JSON Schema of the raw value, without its description. It refuses nothing that {@link #read} takes; what it
     * cannot express it takes.
     */
    Map<String, ?> schema() {
        return schema;
    }

    /**
     * Returns the value to use.
     *
     * @throws IllegalArgumentException if the raw value does not have this form; the message says what is wrong
     */
    T read(Object raw) {
        return reader.apply(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        (raw instanceof String ? "'" + raw + "'" : raw) + " is not allowed; must be " + description));
    }

    /** Returns the value as JSON has it, or empty when JSON leaves it out. */
    Optional<Object> write(T value) {
        return writer.apply(value);
    }

    /** Returns the form of a value that may be absent. */
    Form<Optional<T>> optional() {
        return new Form<>(
                description,
                schema,
                raw -> Optional.of(reader.apply(raw)).filter(Optional::isPresent),
                value -> value.flatMap(writer));
    }

    private static <T> Form<T> text(
            String description, Function<String, Optional<T>> reader, Function<T, String> writer) {
        return text(description, Map.of(TYPE, "string"), reader, writer);
    }

    private static <T> Form<T> text(
            String description,
            Map<String, ?> schema,
            Function<String, Optional<T>> reader,
            Function<T, String> writer) {
        return new Form<>(
                description,
                schema,
                raw -> raw instanceof String text && PRINTABLE.test(text) ? reader.apply(text) : Optional.empty(),
                value -> Optional.of(writer.apply(value)));
    }

    static Form<String> matching(String description, String regex) {
        Predicate<String> allowed = Pattern.compile(regex).asMatchPredicate();
        return text(description, ofPattern(regex), text -> Optional.of(text).filter(allowed), text -> text);
    }

    /** A pattern of JSON Schema may match anywhere. It is one of ECMAScript, so no regex here uses what only Java has. */
    private static Map<String, ?> ofPattern(String regex) {
        return Map.of(TYPE, "string", "pattern", "^(?:" + regex + ")$");
    }

    static <E extends Enum<E>> Form<E> oneOf(List<E> constants, Function<E, String> id) {
        return text(
                constants.stream().map(id).collect(Collectors.joining(" or ")),
                Map.of("enum", constants.stream().map(id).toList()),
                text -> constants.stream()
                        .filter(each -> id.apply(each).equals(text))
                        .findFirst(),
                id);
    }

    /** A container image. A floating tag is refused: nobody could say later what ran. */
    static Form<String> image() {
        return matching(
                "an image with a tag other than latest, or a digest",
                "[a-z0-9][a-zA-Z0-9._/-]*(:[0-9]+/[a-zA-Z0-9._/-]+)?"
                        + "(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})");
    }

    static Form<Boolean> yesOrNo() {
        return new Form<>(
                "true or false",
                Map.of(TYPE, "boolean"),
                raw -> raw instanceof Boolean yes ? Optional.of(yes) : Optional.empty(),
                Optional::of);
    }

    static Form<Integer> integer(int min, int max, String what) {
        return new Form<>(
                what + ", " + min + " to " + max,
                Map.of(TYPE, "integer", "minimum", min, "maximum", max),
                raw -> wholeNumber(raw).filter(value -> value >= min && value <= max),
                Optional::of);
    }

    /** As above, with the reason for the limits, which is said when a value is refused. */
    static Form<Integer> integer(int min, int max, String what, String reason) {
        Form<Integer> form = integer(min, max, what);
        return new Form<>(form.description + ", " + reason, form.schema, form.reader, form.writer);
    }

    static Form<Duration> seconds(int min, int max) {
        return duration(integer(min, max, "seconds"), Duration.ofSeconds(1));
    }

    static Form<Duration> hours(int min, int max) {
        return duration(integer(min, max, "hours"), Duration.ofHours(1));
    }

    static Form<Duration> days(int min, int max) {
        return duration(integer(min, max, "days"), Duration.ofDays(1));
    }

    private static Form<Duration> duration(Form<Integer> number, Duration unit) {
        return new Form<>(
                number.description,
                number.schema,
                raw -> number.reader.apply(raw).map(unit::multipliedBy),
                value -> number.write(Math.toIntExact(value.dividedBy(unit))));
    }

    static Form<String> account() {
        return matching("12 digits in quotes", "[0-9]{12}");
    }

    /** A region that cannot be used, or is not known, is refused with the reason. */
    static Form<String> region() {
        return text(
                "an AWS region such as eu-north-1",
                Map.of("enum", AwsRegion.ALL),
                text -> AwsPartition.of(text).map(partition -> known(partition, text)),
                text -> text);
    }

    private static String known(AwsPartition partition, String region) {
        if (!partition.isSupported()) {
            throw new IllegalArgumentException("'" + region + "' belongs to the partition " + partition.id() + " ("
                    + partition.dnsSuffix()
                    + "), where nothing can be deployed: it is not documented how kms:ViaService"
                    + " names the services there, and with a wrong name every upload is refused");
        }
        if (!AwsRegion.ALL.contains(region)) {
            throw new IllegalArgumentException("'" + region + "' is not a region that this version knows"
                    + NearestMatch.of(region, AwsRegion.ALL)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(".")
                    + " For a newer one see docs/settings.md#a-new-region");
        }
        return region;
    }

    /** Names only: {@code ZoneId.of} would take UTC+2 and Z as well, which a CronJob refuses. */
    static Form<ZoneId> timeZone() {
        return text(
                "a time zone of the IANA database, such as Europe/Helsinki",
                text -> Optional.of(text)
                        .filter(name -> ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith("SystemV/"))
                        .map(ZoneId::of),
                ZoneId::getId);
    }

    static Form<Instant> utcTime() {
        return text("a UTC time such as 2026-12-24T06:00:00Z", Form::instant, Instant::toString);
    }

    /** A wrong field is named in the refusal, together with what that field allows. */
    static Form<CronExpression> schedule() {
        return text(CronExpression.FORM, text -> Optional.of(CronExpression.parse(text)), CronExpression::toString);
    }

    /** The URL of a server, with one of the schemes and without a path. */
    static Form<ServerUrl> serverUrl(String description, String... schemes) {
        return serverUrl(description, any -> true, schemes);
    }

    /** As above, of servers that the condition allows. */
    static Form<ServerUrl> serverUrl(String description, Predicate<ServerUrl> condition, String... schemes) {
        return text(
                description,
                ofPattern("(" + String.join("|", schemes) + ")://.*"),
                text -> ServerUrl.parse(text)
                        .filter(url -> Arrays.asList(schemes).contains(url.scheme()))
                        .filter(condition),
                ServerUrl::toString);
    }

    static Form<KmsKeyArn> keyArn() {
        return text("the ARN of a KMS key", KmsKeyArn::parse, KmsKeyArn::text);
    }

    static Form<List<KmsKeyArn>> keyArns() {
        return separatedByCommas("ARNs of KMS keys", KmsKeyArn::parse, KmsKeyArn::text);
    }

    static Form<List<IamPrincipalArn>> principals() {
        return separatedByCommas(
                "ARNs of IAM roles, IAM users or accounts", IamPrincipalArn::parse, IamPrincipalArn::text);
    }

    /** No item at all is left out in JSON. */
    private static <T> Form<List<T>> separatedByCommas(
            String what, Function<String, Optional<T>> parser, Function<T, String> text) {
        return new Form<>(
                what + ", separated by commas",
                Map.of(TYPE, "string"),
                raw -> raw instanceof String list ? all(list, parser) : Optional.empty(),
                items -> Optional.of(items.stream().map(text).collect(Collectors.joining(",")))
                        .filter(list -> !list.isEmpty())
                        .map(Object.class::cast));
    }

    private static <T> Optional<List<T>> all(String list, Function<String, Optional<T>> parser) {
        List<Optional<T>> items = Stream.of(list.split(",", -1)).map(parser).toList();
        return items.stream().allMatch(Optional::isPresent)
                ? Optional.of(items.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    /** Tags of AWS resources, in the order in which they were given. */
    static Form<List<ResourceTag>> tags() {
        return separatedByCommas("tags such as team=platform", ResourceTag::parse, ResourceTag::toString);
    }

    private static Optional<Integer> wholeNumber(Object raw) {
        // jsii may turn a JSON number into another type on its way to CDK, so 3 can arrive as 3.0.
        return raw instanceof Number number && number.doubleValue() == number.intValue()
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(time -> time.toString().equals(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
