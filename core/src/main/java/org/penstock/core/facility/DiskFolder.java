package org.penstock.core.facility;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The folder of a facility file on disk. Nothing outside of it is read, whatever a name or a symbolic link says: what is
 * applied is then what lies, and is backed up, together.
 */
final class DiskFolder implements Folder {
    private final Path root;

    /** @throws IOException when the folder cannot be opened */
    DiskFolder(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        try {
            Path real = root.resolve(folder).toRealPath();
            if (real.startsWith(root) && Files.isDirectory(real)) {
                try (DirectoryStream<Path> inside = Files.newDirectoryStream(real)) {
                    inside.forEach(p -> names.add(String.valueOf(p.getFileName())));
                }
            }
        } catch (IOException e) {
            // A folder that cannot be listed holds nothing to include; naming one of its files tells why.
            return List.of();
        }
        Collections.sort(names);
        return List.copyOf(names);
    }

    @Override
    public Look look(String name) {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            return new Look.Absent("there is no file `" + name + "`", near(name));
        }
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                return new Look.Absent(
                        "`" + name + "` is a link to a file outside of the facility file's folder",
                        "put the file itself into the folder");
            }
            if (!Files.isRegularFile(real)) {
                return new Look.Absent(
                        "`" + name + "` is not a file", "name a file: `" + name + "/*.yaml` names all inside");
            }
            return text(real);
        } catch (IOException e) {
            return new Look.Absent(
                    "the file `" + name + "` cannot be read: " + e.getMessage(), "may this user read it?");
        }
    }

    /** The text of one file. @throws IOException if the file cannot be opened or read */
    static Look text(Path file) throws IOException {
        // Four bytes a character at most: more can only be too long, and is not loaded to find that out.
        if (Files.size(file) > 4L * FacilityText.MOST_CHARACTERS) {
            return new Look.Unreadable(1, "the file is larger than 4 MB", "is this the facility file?");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new Look.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Look.Unreadable(lineOfBadByte(bytes), "this line is not UTF-8 text", "save the file as UTF-8");
        }
    }

    private String near(String name) {
        int slash = name.lastIndexOf('/');
        List<String> there = names(slash < 0 ? "" : name.substring(0, slash));
        String near = Nearest.to(name.substring(slash + 1), there);
        return near.isEmpty()
                ? "names are relative to the file that includes, with `/` between folders"
                : "did you mean `" + near + "`?";
    }

    private static int lineOfBadByte(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
    }
}
