import subprocess
import sys


def test_the_real_esrgan_and_face_packages_import_in_a_fresh_process() -> None:
    program = (
        "from burnish.compatibility import prepare_imports\n"
        "prepare_imports()\n"
        "prepare_imports()\n"
        "import basicsr, realesrgan, gfpgan, facexlib\n"
        "from realesrgan import RealESRGANer\n"
        "from gfpgan import GFPGANer\n"
        "from facexlib.utils.face_restoration_helper import FaceRestoreHelper\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
