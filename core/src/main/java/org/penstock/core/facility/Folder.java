package org.penstock.core.facility;

import java.util.List;
import java.util.TreeSet;

/**
 * Where the files of a facility lie. Names are relative to the folder of the main file, with {@code /} between their parts;
 * "" is that folder itself.
 */
interface Folder {
    /** What became of looking for a file. */
    sealed interface Look {
        /** It is there and holds this text. */
        record Text(String text) implements Look {}

        /** It is not there, or may not be used: told where it was asked for. */
        record Absent(String what, String remedy) implements Look {}

        /** It is there and is no text: told in the file itself. @param line 1-based */
        record Unreadable(int line, String what, String remedy) implements Look {}
    }

    /** The names of files and folders that lie in {@code folder}, in order of their letters; empty when there is none such. */
    List<String> names(String folder);

    /** Looks for a file. */
    Look look(String name);

    /** The files that were handed over or stored together; touches no disk. */
    static Folder of(List<Configuration.File> files) {
        return new Folder() {
            @Override
            public List<String> names(String folder) {
                String prefix = folder.isEmpty() ? "" : folder + "/";
                TreeSet<String> names = new TreeSet<>();
                for (Configuration.File file : files) {
                    if (file.name().startsWith(prefix)) {
                        String inside = file.name().substring(prefix.length());
                        int slash = inside.indexOf('/');
                        names.add(slash < 0 ? inside : inside.substring(0, slash));
                    }
                }
                return List.copyOf(names);
            }

            @Override
            public Look look(String name) {
                return files.stream()
                        .filter(f -> f.name().equals(name))
                        .findFirst()
                        .<Look>map(f -> new Look.Text(f.text()))
                        .orElseGet(() ->
                                new Look.Absent("there is no file `" + name + "`", "hand it over with the others"));
            }
        };
    }
}
