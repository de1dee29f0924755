package io.vaultsnapshot.report.html;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the page, each with the form that its values have. There is none that runs a script, names a style or leaves
 * the page.
 */
public enum Attribute {
    /** Classes of the style sheet. */
    CLASS("class", "[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*"),
    /** The name of a place in the page. */
    ID("id", "[A-Za-z][A-Za-z0-9_-]*"),
    /** A place in this page. */
    HREF("href", "#[A-Za-z][A-Za-z0-9_-]*"),
    /** What a heading of a table is for. */
    SCOPE("scope", "row|col"),
    /** How many columns a cell takes. */
    COLSPAN("colspan", "[1-9][0-9]{0,3}"),
    /** A time for programs. */
    DATETIME("datetime", "[0-9TZ:.+-]+"),
    /** What an element is. */
    ROLE("role", "img|region"),
    /** The element that names this one. */
    LABELLED_BY("aria-labelledby", "[A-Za-z][A-Za-z0-9_-]*"),
    /** A name for people who do not see the element; any text. */
    LABEL("aria-label", null),
    /** Whether people who do not see it need not know of the element. */
    HIDDEN("aria-hidden", "true"),
    /** Whether the keyboard reaches the element. */
    TAB_INDEX("tabindex", "0|-1"),
    /** The coordinates of a drawing. */
    VIEW_BOX("viewBox", "[0-9]+( [0-9]+){3}"),
    /** How a drawing fills its place. */
    ASPECT("preserveAspectRatio", "none"),
    /** A line. */
    D("d", "[MLHV0-9 .]*");

    private final String markup;
    private final @Nullable Pattern form;

    Attribute(String markup, @Nullable String form) {
        this.markup = markup;
        this.form = form == null ? null : Pattern.compile(form);
    }

    /**
     * Returns the attribute with a value.
     *
     * @throws IllegalArgumentException if the value does not have its form, which is a mistake of the section
     */
    String markup(String value) {
        if (form != null && !form.matcher(value).matches()) {
            throw new IllegalArgumentException("a value of " + markup + " is not of the form " + form);
        }
        // A value with a form is not cut: the line of a year is longer than a text may be.
        return " " + markup + "=\"" + Html.escaped(form == null ? ShownText.of(value) : value) + "\"";
    }
}
