package io.vaultsnapshot.report.html;

import java.util.Arrays;
import java.util.Collection;

/** An element that is being written. */
public final class Element {
    private final Tag tag;
    private final StringBuilder attributes = new StringBuilder();

    Element(Tag tag) {
        this.tag = tag;
    }

    /** Adds an attribute. */
    public Element with(Attribute attribute, String value) {
        attributes.append(attribute.markup(value));
        return this;
    }

    /** Returns the element with a content. */
    public Html of(Html... content) {
        return of(Arrays.asList(content));
    }

    /** Returns the element with a content. */
    public Html of(Collection<Html> content) {
        StringBuilder markup = new StringBuilder();
        markup.append('<').append(tag.markup()).append(attributes).append('>');
        content.forEach(markup::append);
        return Html.markup(markup.append("</").append(tag.markup()).append('>').toString());
    }

    /** Returns the element with a text. */
    public Html of(String text) {
        return of(Html.text(text));
    }
}
