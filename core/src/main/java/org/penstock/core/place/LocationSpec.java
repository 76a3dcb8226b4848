package org.penstock.core.place;

/** One node of the location tree. @param parent key of the parent, "" for the site's root; @param kind a word of model.md C1 */
public record LocationSpec(String key, String name, String kind, String parent) {}
