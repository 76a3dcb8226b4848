package org.penstock.app.window.model.synoptic;

/** That one piece gives another its power. @param from id of a piece @param to id of a piece */
public record Wire(String from, String to) {}
