/// Made by Benchmarks/picture_fixtures.py with Pillow 13.0.0. Each picture has 5 rows and 7 columns.
enum PictureFixtures {
    /// Name, file and pixels `[channel][row][column]`, in base64.
    static let all: [(name: String, file: String, channels: Int, pixels: String)] = [
        (
            "gray.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAAAAACs8akEAAAAMElEQVR4nGNkkJeXl5eXZ2EXUdTR0dFhlLG0tLS0tGRRNrB1C3dz\
            Yyg4LJa5hz8JAHEPB7veYP8IAAAAAElFTkSuQmCC
            """, 1,
            """
            AB8+XXybugczX4u34w8cVY7HADlyP4XLEVed43DDFmm8D2I=
            """
        ),
        (
            "black-and-white.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFAQAAAACh4ct1AAAAEklEQVR4nGPgY+JjEmMyYbgBAALwAUVeum33AAAAAElFTkSuQmCC
            """, 1,
            """
            AAAAAP///wAAAP///wAAAP//AAD/AP//AAD/////AP//AAA=
            """
        ),
        (
            "color.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAABGdBTUEAAYagMeiWXwAAACR6VFh0Q29tbWVudAAAeJxLSS1OLspM\
            Sk1RSCxRyEnNSy/JAABIwQc9u39FWwAAAFtJREFUeJxjZDBKkccALOzs7CIiIoqKijoIEMoiKiqqpKSkr69vaWlpaelpGWaZbGnJ\
            oqysbGBgYGtr6+bmFR7uBgEMBYuuHP6qLuZRlTn77J53CvyOxUlTjgEA7gQZyX4V1agAAAAASUVORK5CYII=
            """, 3,
            """
            AB8+XXybugczX4u34w8cVY7HADlyP4XLEVed43DDFmm8D2IyUXCPrs3sOWWRvekVQU6HwPkya6Rxt/1Dic8VovVIm+5BlGSDosHg\
            /x5rl8PvG0dzgLnyK2Sd1qPpL3W7AUfUJ3rNIHPG
            """
        ),
        (
            "gray-stored-as-color.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAATklEQVR4nGNkYGCQxwAs7OzsIiIiioqKOkiAUUZGxhIDsCgrKxsY\
            GNja2rq5uYWHh7u5ubm5uTEUFBQcPnxYTEwsMzNzz549/Pz8SUlJAJ20FxveVsWpAAAAAElFTkSuQmCC
            """, 1,
            """
            AB8+XXybugczX4u34w8cVY7HADlyP4XLEVed43DDFmm8D2I=
            """
        ),
        (
            "interlaced.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAFx/1EZAAAAfUlEQVR4nGNgMEphqFn3gKFg0ZU97xQY7AoW7XojxyDmUZU05RiD\
            jF9D34FPQCVFS64xyAc2x/YfnH32P0No+87jP7Uts+cyHP6qnjn7LL9jMQO7ZbZx6vT4iYe7977f/lL6sag7SNS+cHHr9pen/+oL\
            OpeGd+6ee54RKAEAejIz4LG/WGwAAAAASUVORK5CYII=
            """, 3,
            """
            AB8+XXybugczX4u34w8cVY7HADlyP4XLEVed43DDFmm8D2IyUXCPrs3sOWWRvekVQU6HwPkya6Rxt/1Dic8VovVIm+5BlGSDosHg\
            /x5rl8PvG0dzgLnyK2Sd1qPpL3W7AUfUJ3rNIHPG
            """
        ),
        (
            "palette.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFBAMAAAB7tOvrAAAAMFBMVEXH+Su87iC56x2Rw/WdzwF8ruBtn9FfkcNOgLI8bqCoMGIf\
            UYMWSHoPQXMHOWsAMmS7cba+AAAAJElEQVR4nAEZAOb/AfucvM0C7tzXsAC4MPlgAt3de0AEy7lX/LhHDghrsu2CAAAAAElFTkSu\
            QmCC
            """, 3,
            """
            AB88X3yRuQc8X5G5qA8fTpHHADxtPHzHD1+dqG3HFm28D18yUW6RrsPrOW6Rw+swQVGAw/kybp9urvlBkc8wn/lIn+5BkWSDoMPg\
            9R1roMP1HWJzg7L1K2Sg0aDgK3PDAWLRK3rRIHPD
            """
        ),
        (
            "palette-of-4-bits-with-transparency.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFBAMAAAB7tOvrAAAAMFBMVEXH+Su87iC56x2Rw/WdzwF8ruBtn9FfkcNOgLI8bqCoMGIf\
            UYMWSHoPQXMHOWsAMmS7cba+AAAABHRSTlMAgP8eO429CwAAACRJREFUeJwBGQDm/wH7nLzNAu7c17AAuDD5YALd3XtABMu5V/y4\
            Rw4Ia7LtggAAAABJRU5ErkJggg==
            """, 3,
            """
            AB88X3wRuQc8XxG5qA8fThEAADxtPHwAD1+dqG0AFm1eD18yUW6RrhfrOW6RF+swQVGAFwAybp9urgBBkc8wnwBIn3dBkWSDoMPg\
            HR1roMMdHWJzg7IdAGSg0aDgAHPDAWLRAHrREHPD
            """
        ),
        (
            "gray-with-alpha.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAQAAAAjkz5TAAAASklEQVR4nGNkmCaPBFjY2UVEFBV1dHSsdXR0dFhERZWU9PUtbSwt\
            LS2TLVmUlQ0MbN3c3MLd3NzcChkK2A5Hiq3J/L8niH9p0g8AznwRLS82pAgAAAAASUVORK5CYII=
            """, 1,
            """
            ABY0WQkeOgQoWxI3bAoUThRJAC4ENQ5NC1EfbANED2k8Cl8=
            """
        ),
        (
            "color-with-alpha.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAYAAACJmvbYAAAAfklEQVR4nGNkMEqZJo8DsLCzs7OLiIiIKCoqKupAgDWECtVhERUV\
            FVVSUlLS19fXt7S0tLG09LS0DLO0TLa0tGSwL1x8tXX7S+nTf/UTBZ1Ll4d37n479zyj8WNR90qGgkVX2A5/VY8U86hakzn77P89\
            7xSC+B2LlyZNOfYDAF29Kkho2e1+AAAAAElFTkSuQmCC
            """, 3,
            """
            ABY0WQkeOgQoWxI3bAoUThRJAC4ENQ5NC1EfbANED2k8Cl8dOV2IDCdKI1CLGEYKKjZ8G1sdVwVeE2AsfykKBFYxm00qkDtdh7gQ\
            MQlCd7sfCCJKWaoiEDt/B4gZEk2uACIFDlLNCkrB
            """
        ),
        (
            "gray-of-16-bits.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFEAAAAAD8YXVHAAAABGdBTUEAAYagMeiWXwAAAFZJREFUeJwBSwC0/wAAAB8fPj5dXXx8\
            m5u6ugAHajOWX8KL7rga5EYPcgAc4lYbj1TIjQDGOf9zOABAaIauzPQSOliAnsblDABx/MVPF6Jq9b5IEJtj7lfUIGiJMZp/AAAA\
            AElFTkSuQmCC
            """, 1,
            """
            AB8+XXybugczX4u34w8dVo/IATpzQIbMElie5HLFGGu+EWQ=
            """
        ),
        (
            "color-of-16-bits.png",
            """
            iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFEAIAAABWaL3MAAAABGdBTUEAAYagMeiWXwAAANhJREFUeJwVzqGqhEAYQOG/WQRli6DC\
            PIRFNwwmsVlELGKwiG21TjBZlovNMmDwAcwywSA43OBTiFaT2xa8V04/fADw+jKG0OxRirHSERJF2SeKCBldjCmVKUKMJQcACJmd\
            SrnRVP3mxNNyDur7eDzfx6CGZTxtTsuNRsp3UchAX/W1MAMt0Kyr9msf+O/PHXDgtW9d1hVohVmY+gp2KmS7WPVG0/LljKewvJ+P\
            Z1gO6nK2fHOqfhel3E7/pQDJMXsIyVTpMB7dW5p9RpcQpZMppbOXHIy9vn+pIWE2M9SzsAAAAABJRU5ErkJggg==
            """, 3,
            """
            AB8+XXybugczX4u34w8dVo/IATpzQIbMElie5HLFGGu+EWRyxRhrvhFkQIbMElie5B1Wj8gBOnMHM1+Lt+MPAB8+XXyburqbfF0+\
            HwAP47eLXzMHczoByI9WHeSeWBLMhkBkEb5rGMVy
            """
        ),
        (
            "gray.jpg",
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU\
            FRUVDA8XGBYUGBIUFRT/wAALCAAFAAcBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF\
            BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW\
            V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi\
            4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AOD0CCw+FWm2/h6zW/h0W2mstKvW0i7Wxvr2a4086gJ/tflu8Kx+UsQji2lt0hd2\
            VhGv/9k=
            """, 1,
            """
            AB87XoCbtggxYoq15hEZVo3MADJ1QILMDlej32/FEmq+DGI=
            """
        ),
        (
            "color.jpg",
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx\
            NDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy\
            MjIyMjIyMjL/wAARCAAFAAcDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF\
            BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW\
            V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi\
            4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC\
            AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm\
            Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq\
            8vP09fb3+Pn6/9oADAMBAAIRAxEAPwBmtabDvPHf0ooorSh8CO/LMLR+rR91H//Z
            """, 3,
            """
            FBIXIi80OysoLjhESk9JRkxYY2puY2FndICEinx7gIuXm6K+r5uIcl5OxLahjnhjVMO1n4x2YlTDtJ+MdmJTxbahjnhkVmVeX2Bg\
            XFxxampra2dnenNzdXRxcYN8fH5+enqNhoaHh4OE
            """
        ),
        (
            "progressive.jpg",
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoK\
            CgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK\
            CgoKCgoKCgr/wgARCAAFAAcDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABUBAQEAAAAAAAAAAAAAAAAAAAMF/9oA\
            DAMBAAIQAxAAAAERm//EABcQAAMBAAAAAAAAAAAAAAAAAAQFBhL/2gAIAQEAAQUCpkgm/wD/xAAYEQACAwAAAAAAAAAAAAAAAAAA\
            BgEFE//aAAgBAwEBPwFJWa/OD//EABcRAAMBAAAAAAAAAAAAAAAAAAABBSL/2gAIAQIBAT8BlLJ//8QAFxAAAwEAAAAAAAAAAAAA\
            AAAAADFBUf/aAAgBAQAGPwJXD//EABUQAQEAAAAAAAAAAAAAAAAAAAAR/9oACAEBAAE/Iagf/9oADAMBAAIAAwAAABD/AP/EABkR\
            AAEFAAAAAAAAAAAAAAAAAAABIUFRYf/aAAgBAwEBPxBc1FYf/8QAFxEAAwEAAAAAAAAAAAAAAAAAAAERcf/aAAgBAgEBPxBUYf/E\
            ABkQAAEFAAAAAAAAAAAAAAAAAAEAESFBUf/aAAgBAQABPxAcZdGmr//Z
            """, 3,
            """
            AAsRGyUsMx4oMDpESVM7RUxYYmdxWWVtdoGHknaAh5Kco6rJs6GLeGNQyrWhjHllUceyn4p3Y1DItKCLeGNRybShi3hjUFlbXFla\
            XVhkZ2lkZWhmbm9xb3Bxb3l9f3p7fXyFhoiDhIaE
            """
        ),
        (
            "turned-by-its-EXIF.jpg",
            """
            /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAgGBgcGBQgHBwcJCQgK\
            DBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIy\
            MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAFAAcDASIAAhEBAxEB/8QAHwAAAQUBAQEB\
            AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk\
            M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKj\
            pKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAA\
            AAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl\
            8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmq\
            srO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwBmtabDvPHf0ooorSh8CO/L\
            MLR+rR91H//Z
            """, 3,
            """
            FBIXIi80OysoLjhESk9JRkxYY2puY2FndICEinx7gIuXm6K+r5uIcl5OxLahjnhjVMO1n4x2YlTDtJ+MdmJTxbahjnhkVmVeX2Bg\
            XFxxampra2dnenNzdXRxcYN8fH5+enqNhoaHh4OE
            """
        ),
    ]

    /// A JPEG file of four channels.
    static let cmyk = """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAIBgYHBgUIBwcHCQkICgwUDQwLCwwZEhMPFB0aHx4dGhwcICQuJyAiLCMcHCg3KSwwMTQ0\
        NB8nOT04MjwuMzQy/8AAFAgABQAHBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB\
        AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH\
        SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV\
        1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwDVumn1yd76UwNdSLLcRC4iMsUSpN5Ozy8gMTuLbmzjC4AI\
        yc63vE1S/lvdTgS6FxFNL5bqrCJI5xEFUOrLuLYYuQeBtAGSTUUpp2n3Ost5jXwitbkXEZVZIzOGIWNmVtiqoZTgZctkkABaztU1\
        FfA9zrFrDB9pjsXh+1HzGia9lkLgMzLyqJtO1Ae/U/Nu/9k=
        """
}
